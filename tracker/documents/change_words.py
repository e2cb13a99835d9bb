"""In which sentences does the report say what changed since the one before? Pure: the snapshot in, both languages out."""

from __future__ import annotations

from tracker.lang import Bilingual, format_baht, format_date
from tracker.snapshots.changed import Changes
from tracker.snapshots.snapshot import Snapshot


def change_sentences(snapshot: Snapshot) -> tuple[Bilingual, ...]:
    """Since when, what was verified and is late, what stands worse or better, how much was recorded, and the money; none for a
    report that was drawn up before reports looked back."""
    found = snapshot.changes
    if found is None:
        return ()
    turned = (_turned(found),) if found.known else ()
    return _since(found), _moved(found, snapshot), *turned, _recorded(found), _money(found)


def _since(found: Changes) -> Bilingual:
    day = Bilingual(th=format_date(found.since, "th"), en=format_date(found.since, "en"))
    if found.report is None:
        return Bilingual(
            th=f"รายงานนี้เป็นฉบับแรก จึงนับการเปลี่ยนแปลงจากวันที่คณะรัฐมนตรีมีมติ คือวันที่ {day.th}",
            en=f"This is the first report, so changes are counted from the day of the resolution, {day.en}.",
        )
    return Bilingual(
        th=f"นับการเปลี่ยนแปลงจากรายงานครั้งที่ {found.report} ข้อมูล ณ วันที่ {day.th}",
        en=f"Changes are counted from report no. {found.report}, data as of {day.en}.",
    )


def _moved(found: Changes, snapshot: Snapshot) -> Bilingual:
    old, new = found.totals, snapshot.totals
    return Bilingual(
        th=f"งานที่ตรวจรับแล้วจาก {old.verified} งาน เป็น {new.verified} งาน งานที่ล่าช้าจาก {old.late} งาน เป็น {new.late} งาน",
        en=f"Verified tasks went from {old.verified} to {new.verified}, late ones from {old.late} to {new.late}.",
    )


def _turned(found: Changes) -> Bilingual:
    alone = Bilingual(th="", en="")
    if found.by_time:
        alone = Bilingual(
            th=f" ในจำนวนนี้ {found.by_time} งานเปลี่ยนเพราะเวลาผ่านไปโดยไม่มีผู้ใดบันทึก",
            en=f", {found.by_time} of them by time alone with nothing recorded",
        )
    return Bilingual(
        th=f"สถานะถดถอย {found.worse} งาน ดีขึ้น {found.better} งาน{alone.th}",
        en=f"Tasks that stand worse: {found.worse}; better: {found.better}{alone.en}.",
    )


def _recorded(found: Changes) -> Bilingual:
    return Bilingual(
        th=f"มีการบันทึกในระบบ {found.acts:,} รายการ เป็นความเห็น {found.comments:,} รายการ",
        en=f"{found.acts:,} acts were recorded, {found.comments:,} of them comments.",
    )


def _money(found: Changes) -> Bilingual:
    (old_th, old_en), (new_th, new_en) = (
        (format_baht(satang, "th"), format_baht(satang, "en"))
        for satang in (found.money_before_satang, found.money_satang)
    )
    if found.money_before_satang == found.money_satang:
        return Bilingual(
            th=f"วงเงินที่มติระบุ {new_th} ไม่เปลี่ยนแปลง", en=f"The money in the resolution, {new_en}, is unchanged."
        )
    return Bilingual(
        th=f"วงเงินที่มติระบุเปลี่ยนจาก {old_th} เป็น {new_th}",
        en=f"The money in the resolution went from {old_en} to {new_en}.",
    )
