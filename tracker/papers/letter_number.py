"""How is the number of an outgoing letter spelt, whoever typed it how, and what is said where number or date are missing? Pure."""

from __future__ import annotations

import re

from tracker.lang import Bilingual, arabic_numerals
from tracker.ledger.refusal import RuleBroken

NUMBER = re.compile(r"(ว ?)?0*([1-9][0-9]{0,6})")
"""What follows the sender's letter code: the number of the register of letters, "ว" before it for one to many. 012 is 12."""

NO_NUMBER = Bilingual(th="กรุณากรอกเลขที่หนังสือ", en="Enter the number of the letter.")
NO_DATE = Bilingual(th="กรุณาระบุวันที่ลงในหนังสือ เช่น 31/05/2556", en="Give the date of the letter, such as 31/05/2556.")


def full_number(prefix: str, typed: str) -> str:
    """The whole number of a letter, in Arabic digits, from what a person typed behind the sender's code, or with it: one number is spelt
    one way ("ทก 0100.4/12", "ทก 0100.4/ว 12"). RuleBroken when it is none."""
    code, text = (" ".join(arabic_numerals(each).split()) for each in (prefix, typed))
    rest = text.removeprefix("ที่ ").removeprefix(code).strip()
    found = NUMBER.fullmatch(rest)
    if found is None:
        raise RuleBroken("number", _odd(prefix))
    return f"{code}{'ว ' if found[1] else ''}{found[2]}"


def _odd(prefix: str) -> Bilingual:
    return Bilingual(
        th=f"เลขที่หนังสือไม่ถูกต้อง กรุณากรอกเฉพาะตัวเลขที่ต่อท้าย {prefix} เช่น 123",
        en=f"That is no number of a letter. Enter only the figures that follow {prefix}, such as 123.",
    )
