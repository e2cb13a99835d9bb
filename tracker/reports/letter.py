"""What does the covering letter say? Three paragraphs in official register, every figure taken from the snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.lang import (
    LANGS,
    Bilingual,
    baht_words,
    baht_words_en,
    fiscal_year_be,
    format_baht,
    format_date,
    join_words,
)
from tracker.reports import wording
from tracker.reports.snapshot import Snapshot
from tracker.reports.snapshot_codes import ChoiceOption, Health, MoneyKind

NAMES_AT_MOST = 4
"""More names than this would crowd the one page: the annex has them all."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What an issued letter carries beyond the snapshot: its running number (Arabic digits), its day, who signs (rank and name)."""

    number: str
    dated: date
    signatory: tuple[Bilingual, ...] = ()


REASON = Bilingual(
    "ตามหนังสือที่อ้างถึง {secretariat}ได้แจ้งมติคณะรัฐมนตรีเมื่อวันที่ {decided} ให้{sender}{duty} ความละเอียดแจ้งแล้ว นั้น",
    "By the letter referred to, the {secretariat} confirmed the resolution of the Cabinet of {decided}, "
    "under which the {sender} shall {duty}.",
)
FACTS = Bilingual(
    "{sender}ขอเรียนว่า ณ วันที่ {as_of} {measured}มีความก้าวหน้าที่ตรวจรับแล้วร้อยละ {verified} "
    "ตามที่หน่วยงานรายงานร้อยละ {claimed} จากแผนร้อยละ {planned} โดย{standing} ทั้งนี้ {countdown}",
    "The {sender} has the honour to report that, on {as_of}, {measured} stood at {verified} per cent verified "
    "and {claimed} per cent as claimed by the agencies, against a plan of {planned} per cent. "
    "The agencies stand as follows: {standing}. {countdown}.",
)
MONEY = Bilingual(
    "สำหรับงบประมาณ {source}{choices} รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย",
    "As to money, {source}{choices}. Details are in the enclosure.",
)
ALLOTTED = Bilingual(
    "สำนักงบประมาณได้จัดสรรแก่{names} เป็นเงิน {sum} ({words})", "{sum} ({words}) has been allotted to the {names}"
)
NOT_ALLOTTED = Bilingual("ยังไม่มีการจัดสรรเป็นการเฉพาะ", "nothing has been allotted for the purpose")
CHOICES = Bilingual(" ส่วนที่เหลือ {count} แห่ง {ways}", "; the other {count} agencies: {ways}")
CLOSE = Bilingual(
    "จึงเรียนมาเพื่อโปรดนำเสนอคณะรัฐมนตรีเพื่อทราบต่อไป",
    "You are requested to bring this before the Cabinet for its information.",
)
STANDING = {
    Health.DONE: Bilingual("แล้วเสร็จ {n} แห่ง", "{n} done"),
    Health.ON_TRACK: Bilingual("เป็นไปตามแผน {n} แห่ง", "{n} on track"),
    Health.AT_RISK: Bilingual("เสี่ยงล่าช้า {n} แห่ง", "{n} at risk"),
    Health.LATE: Bilingual("ล่าช้า {n} แห่ง{names}", "{n} late{names}"),
}
LATE_NAMES = Bilingual(" ได้แก่ {names}", " ({names})")
SEE_ANNEX = Bilingual(" ตามรายชื่อในสิ่งที่ส่งมาด้วย", " (named in the enclosure)")
AHEAD = Bilingual(
    "เหลือเวลาอีก {days} วัน ({working} วันทำการ) จะครบกำหนดวันที่ {deadline}",
    "{days} days ({working} working days) remain until {deadline}",
)
TODAY = Bilingual("ครบกำหนดในวันที่รายงานนี้", "The deadline is the day of this report")
PAST = Bilingual("พ้นกำหนดวันที่ {deadline} มาแล้ว {days} วัน", "The deadline of {deadline} passed {days} days ago")


def reason(snapshot: Snapshot) -> Bilingual:
    """Why we write: the resolution and the duty to report."""
    cover, resolution = snapshot.cover, snapshot.resolution
    return REASON.format(
        secretariat=resolution.confirmed_by.sender,
        decided=_day(resolution.decided_on),
        title=resolution.title,
        sender=cover.sender,
        duty=cover.duty,
    )


def facts(snapshot: Snapshot) -> Bilingual:
    """Where it stands: three percentages with their denominator, how many agencies stand how, and the time that is left."""
    leading = snapshot.leading
    return FACTS.format(
        sender=snapshot.cover.sender,
        as_of=_day(snapshot.as_of),
        measured=snapshot.cover.measured,
        verified=leading.verified,
        claimed=leading.claimed,
        planned=leading.planned,
        standing=_standing(snapshot),
        countdown=_countdown(snapshot),
    )


def money(snapshot: Snapshot) -> Bilingual:
    """What was allotted to whom, and which way the others take."""
    return MONEY.format(source=_allotted(snapshot), choices=_ways(snapshot))


def days_left(snapshot: Snapshot) -> int:
    """Days from the day of the report to the deadline; below zero when it has passed."""
    return (snapshot.resolution.deadline - snapshot.as_of).days


def standing(snapshot: Snapshot) -> dict[Health, tuple[str, ...]]:
    """The agencies of the matrix by the health of their part in the leading obligation; every health is a key."""
    found: dict[Health, tuple[str, ...]] = dict.fromkeys(STANDING, ())
    for row in snapshot.rows:
        section = snapshot.section(row.agency)
        if section and section.health:
            found[section.health] += (row.agency,)
    return found


def _standing(snapshot: Snapshot) -> Bilingual:
    parts = []
    for health, agencies in standing(snapshot).items():
        names = _late_names(snapshot, agencies) if health is Health.LATE else ""
        if agencies:
            parts.append(STANDING[health].format(n=len(agencies), names=names))
    return _listed(parts)


def _late_names(snapshot: Snapshot, agencies: tuple[str, ...]) -> Bilingual:
    if len(agencies) > NAMES_AT_MOST:
        return SEE_ANNEX
    return LATE_NAMES.format(names=_listed([snapshot.party(code).name for code in agencies]))


def _countdown(snapshot: Snapshot) -> Bilingual:
    resolution, days = snapshot.resolution, days_left(snapshot)
    pattern = AHEAD if days > 0 else PAST if days < 0 else TODAY
    return pattern.format(days=abs(days), working=resolution.working_days_left, deadline=_day(resolution.deadline))


def _allotted(snapshot: Snapshot) -> Bilingual:
    allotted = [move for move in snapshot.money if move.kind is MoneyKind.ALLOCATION and move.amount_satang]
    if not allotted:
        return NOT_ALLOTTED
    satang = sum(move.amount_satang or 0 for move in allotted)
    codes = dict.fromkeys(code for move in allotted for code in move.agencies)
    return ALLOTTED.format(
        names=_listed([snapshot.party(code).name for code in codes]),
        sum=Bilingual(*(format_baht(satang, lang) for lang in LANGS)),
        words=Bilingual(baht_words(satang), baht_words_en(satang)),
    )


def _ways(snapshot: Snapshot) -> Bilingual:
    year = fiscal_year_be(snapshot.as_of)
    counts = {option: sum(choice.option is option for choice in snapshot.choices) for option in ChoiceOption}
    unit = Bilingual("{way} จำนวน {n} แห่ง", "{way} ({n})")
    said = [unit.format(way=_way(option, year), n=n) for option, n in counts.items() if n]
    return CHOICES.format(count=len(snapshot.choices), ways=_listed(said)) if said else Bilingual("", "")


def _way(option: ChoiceOption, year: int) -> Bilingual:
    return wording.choice(option, year)


def _listed(parts: list[Bilingual]) -> Bilingual:
    """A list in both languages; in Thai letters, "และ" is written together with what follows."""
    th = [part.th for part in parts]
    return Bilingual(" และ".join([" ".join(th[:-1]), th[-1]] if len(th) > 1 else th), join_words(parts, "en"))


def _day(day: date) -> Bilingual:
    return Bilingual(*(format_date(day, lang) for lang in LANGS))
