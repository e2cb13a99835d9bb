"""What does the covering letter say? Three paragraphs in official register, every figure taken from the snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.documents import wording
from tracker.documents.classes import Secrecy, Speed
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
from tracker.snapshots.codes import ChoiceOption, Health, MoneyKind
from tracker.snapshots.parts import Movement
from tracker.snapshots.snapshot import Snapshot

NAMES_AT_MOST = 4
"""More names than this would crowd the one page: the annex has them all."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What a letter carries beyond the snapshot: its running number (Arabic digits), its day, who signs (rank and name), its classes. What
    is left open for the registry is empty or None: there is room for it on the paper."""

    number: str
    dated: date | None
    signatory: tuple[Bilingual, ...] = ()
    speed: Speed = Speed.REGISTERED
    secrecy: Secrecy = Secrecy.NONE


CITED = Bilingual(
    "ตามหนังสือที่อ้างถึง {secretariat}ได้แจ้งมติคณะรัฐมนตรีเมื่อวันที่ {decided} ให้{sender}{duty} ความละเอียดแจ้งแล้ว นั้น",
    "By the letter referred to, the {secretariat} confirmed the resolution of the Cabinet of {decided}, "
    "under which the {sender} shall {duty}.",
)
DECIDED = Bilingual(
    "ตามมติที่อ้างถึง คณะรัฐมนตรีให้{sender}{duty} ความละเอียดแจ้งแล้ว นั้น",
    "Under the resolution referred to, the {sender} shall {duty}.",
)
FACTS = Bilingual(
    "{sender}ขอเรียนว่า ณ วันที่ {as_of} {measured}มีความก้าวหน้าที่ตรวจรับแล้วร้อยละ {verified} "
    "ตามที่หน่วยงานรายงานร้อยละ {claimed} จากแผนร้อยละ {planned}{standing} ทั้งนี้ {countdown}",
    "The {sender} has the honour to report that, on {as_of}, {measured} stood at {verified} per cent verified "
    "and {claimed} per cent as claimed by the agencies, against a plan of {planned} per cent.{standing} {countdown}.",
)
NOTHING_ASSIGNED = Bilingual(
    "{sender}ขอเรียนว่า ณ วันที่ {as_of} ยังไม่มีการมอบหมายงานแก่หน่วยงาน จึงยังไม่มีความก้าวหน้าที่จะรายงานเกี่ยวกับ{measured} ทั้งนี้ {countdown}",
    "The {sender} has the honour to report that, on {as_of}, no tasks had been assigned to the agencies, "
    "so that there is no progress to report yet on {measured}. {countdown}.",
)
NOTHING_COUNTS = Bilingual(
    "{sender}ขอเรียนว่า ณ วันที่ {as_of} ยังไม่มีงานที่นับเป็นความก้าวหน้าของ{measured} ทั้งนี้ {countdown}",
    "The {sender} has the honour to report that, on {as_of}, no task yet counted as progress on {measured}. {countdown}.",
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
WAY = Bilingual("{way} จำนวน {n} แห่ง", "{way} ({n})")
CLOSE = Bilingual(
    "จึงเรียนมาเพื่อโปรดนำเสนอคณะรัฐมนตรีเพื่อทราบต่อไป",
    "You are requested to bring this before the Cabinet for its information.",
)
CLOSE_WITH_REQUESTS = Bilingual(
    "จึงเรียนมาเพื่อโปรดนำเสนอคณะรัฐมนตรีเพื่อทราบและพิจารณาเรื่องที่ขอตามสิ่งที่ส่งมาด้วยต่อไป",
    "You are requested to bring this before the Cabinet for its information, and for its decision on the requests in the enclosure.",
)
SEVERAL = Bilingual(" โดยหน่วยงานมีสถานะ{listed}", " The agencies stand as follows: {listed}.")
ALL_ALIKE = Bilingual(" โดยหน่วยงานทั้ง {n} แห่งมีสถานะ{health}{names}", " All {n} agencies are {health}{names}.")
SOME = Bilingual("{health} {n} แห่ง{names}", "{n} {health}{names}")
LATE_NAMES = Bilingual(" ได้แก่ {names}", " ({names})")
SEE_ANNEX = Bilingual(" ตามรายชื่อในสิ่งที่ส่งมาด้วย", " (named in the enclosure)")
AHEAD = Bilingual(
    "เหลือเวลาอีก {days} วัน ({working} วันทำการ) จะครบกำหนดวันที่ {deadline}",
    "The deadline, {deadline}, is {days} ({working}) away",
)
TODAY = Bilingual("ครบกำหนดในวันที่รายงานนี้", "The deadline is the day of this report")
PAST = Bilingual("พ้นกำหนดวันที่ {deadline} มาแล้ว {days} วัน", "The deadline, {deadline}, passed {days} ago")
ALL_DONE = Bilingual("กำหนดแล้วเสร็จคือวันที่ {deadline}", "The deadline is {deadline}")
NO_DEADLINE = Bilingual("มติมิได้กำหนดวันแล้วเสร็จ", "The resolution sets no date for completion")
DEADLINE = Bilingual("กำหนดแล้วเสร็จ{words}", "The deadline: {words}")
LAST_WORKING_DAY = Bilingual(
    "กำหนดแล้วเสร็จ{words} วันทำการสุดท้ายคือวันที่ {day}", "The deadline: {words}; the last working day is {day}"
)


def cites_confirmation(snapshot: Snapshot, dated: date) -> bool:
    """Can a letter of that day refer to the one that confirmed the resolution? Before it was written, only to the resolution."""
    return dated >= snapshot.resolution.confirmed_by.dated


def reason(snapshot: Snapshot, dated: date) -> Bilingual:
    """Why we write in a letter of that day: the resolution and the duty to report."""
    cover, resolution = snapshot.cover, snapshot.resolution
    pattern = CITED if cites_confirmation(snapshot, dated) else DECIDED
    return pattern.format(
        secretariat=resolution.confirmed_by.sender,
        decided=_day(resolution.decided_on),
        sender=cover.sender,
        duty=cover.duty,
    )


def facts(snapshot: Snapshot) -> Bilingual:
    """Where it stands: three percentages, how many agencies stand how, and the time that is left; or that nothing is assigned yet."""
    leading, totals = snapshot.leading, snapshot.totals
    nothing = NOTHING_COUNTS if totals.tasks or totals.waived else NOTHING_ASSIGNED
    return (FACTS if leading.tasks else nothing).format(
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


def close(asks: bool) -> Bilingual:
    """What the Secretariat is requested to do; `asks` says that the report puts requests to the Cabinet."""
    return CLOSE_WITH_REQUESTS if asks else CLOSE


def sets_deadline(snapshot: Snapshot) -> bool:
    """Does the source give a day for the leading obligation? Otherwise the day kept with the resolution is only the system's."""
    return all(each.deadline.on for each in snapshot.obligations if each.code == snapshot.leading_code)


def deadline(snapshot: Snapshot) -> Bilingual:
    """One sentence, without its full stop: by when, in the source's words, and the last working day where that is another day."""
    resolution = snapshot.resolution
    if not sets_deadline(snapshot):
        return NO_DEADLINE
    pattern = LAST_WORKING_DAY if resolution.last_working_day < resolution.deadline else DEADLINE
    return pattern.format(words=resolution.deadline_words, day=_day(resolution.last_working_day))


def days_left(snapshot: Snapshot) -> int:
    """Days from the day of the report to the deadline; below zero when it has passed."""
    return (snapshot.resolution.deadline - snapshot.as_of).days


def standing(snapshot: Snapshot) -> dict[Health, tuple[str, ...]]:
    """The agencies of the matrix by the health of their part in the leading obligation; every health is a key."""
    found: dict[Health, tuple[str, ...]] = dict.fromkeys(Health, ())
    for row in snapshot.rows:
        section = snapshot.section(row.agency)
        if section and section.health:
            found[section.health] += (row.agency,)
    return found


def _standing(snapshot: Snapshot) -> Bilingual:
    found = {health: agencies for health, agencies in standing(snapshot).items() if agencies}
    alike = len(found) == 1 and len(*found.values()) > 1
    parts = [_said(snapshot, health, agencies, ALL_ALIKE if alike else SOME) for health, agencies in found.items()]
    if alike:
        return parts[0]
    return SEVERAL.format(listed=_listed(parts)) if parts else Bilingual("", "")


def _said(snapshot: Snapshot, health: Health, agencies: tuple[str, ...], pattern: Bilingual) -> Bilingual:
    word = wording.HEALTH[health]
    names = _late_names(snapshot, agencies) if health is Health.LATE else ""
    return pattern.format(n=len(agencies), health=Bilingual(word.th, word.en.lower()), names=names)


def _late_names(snapshot: Snapshot, agencies: tuple[str, ...]) -> Bilingual:
    if len(agencies) > NAMES_AT_MOST:
        return SEE_ANNEX
    return LATE_NAMES.format(names=_listed([snapshot.party(code).name for code in agencies]))


def _countdown(snapshot: Snapshot) -> Bilingual:
    resolution, days = snapshot.resolution, days_left(snapshot)
    if not sets_deadline(snapshot):
        return NO_DEADLINE
    pattern = ALL_DONE if snapshot.leading.verified == 100 else AHEAD if days > 0 else PAST if days < 0 else TODAY
    return pattern.format(
        days=_counted(abs(days), "day"),
        working=_counted(resolution.working_days_left, "working day"),
        deadline=_day(resolution.deadline),
    )


def _counted(number: int, noun: str) -> Bilingual:
    return Bilingual(str(number), f"{number} {noun}{'' if number == 1 else 's'}")


def allotments(snapshot: Snapshot) -> list[Movement]:
    """The movements of money by which a sum was allotted."""
    return [move for move in snapshot.money if move.kind is MoneyKind.ALLOCATION and move.amount_satang]


def _allotted(snapshot: Snapshot) -> Bilingual:
    allotted = allotments(snapshot)
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
    unit = Bilingual("{way}", "{way}") if snapshot.choices and max(counts.values()) == len(snapshot.choices) else WAY
    said = [unit.format(way=wording.choice(option, year), n=n) for option, n in counts.items() if n]
    return CHOICES.format(count=len(snapshot.choices), ways=_listed(said)) if said else Bilingual("", "")


def _listed(parts: list[Bilingual]) -> Bilingual:
    """A list in both languages; in Thai letters, "และ" is written together with what follows."""
    th = [part.th for part in parts]
    return Bilingual(" และ".join([" ".join(th[:-1]), th[-1]] if len(th) > 1 else th), join_words(parts, "en"))


def _day(day: date) -> Bilingual:
    return Bilingual(*(format_date(day, lang) for lang in LANGS))
