"""How fast must an official letter be dealt with, and how secret is it? The classes of the two regulations, with their words.

Speed: regulation of the Prime Minister's Office on correspondence B.E. 2526, item 28.
Secrecy: regulation on official secrets B.E. 2544, item 12.
"""

from __future__ import annotations

from enum import StrEnum

from tracker.lang import Bilingual


class Speed(StrEnum):
    """How fast it must be dealt with; REGISTERED: as the register of the resolution has it for every report."""

    REGISTERED = "registered"
    NONE = "none"
    URGENT = "urgent"
    VERY = "very"
    MOST = "most"

    @property
    def title(self) -> Bilingual:  # type: ignore[override]
        """The word for people, as it is printed."""
        return SPEED_TITLES[self]


class Secrecy(StrEnum):
    """How secret it is."""

    NONE = "none"
    SECRET = "secret"
    VERY = "very"
    TOP = "top"

    @property
    def title(self) -> Bilingual:  # type: ignore[override]
        """The word for people, as it is printed."""
        return SECRECY_TITLES[self]


SPEED_TITLES = {
    Speed.REGISTERED: Bilingual(th="ตามที่กำหนดไว้ในทะเบียนมติ", en="As in the register of the resolution"),
    Speed.NONE: Bilingual(th="ไม่มีชั้นความเร็ว", en="None"),
    Speed.URGENT: Bilingual(th="ด่วน", en="Urgent"),
    Speed.VERY: Bilingual(th="ด่วนมาก", en="Very urgent"),
    Speed.MOST: Bilingual(th="ด่วนที่สุด", en="Most urgent"),
}
SECRECY_TITLES = {
    Secrecy.NONE: Bilingual(th="ไม่มีชั้นความลับ", en="None"),
    Secrecy.SECRET: Bilingual(th="ลับ", en="Confidential"),
    Secrecy.VERY: Bilingual(th="ลับมาก", en="Secret"),
    Secrecy.TOP: Bilingual(th="ลับที่สุด", en="Top secret"),
}


def printed_speed(speed: Speed, registered: Bilingual | None) -> Bilingual | None:
    """What stands above the number of a letter: the class that was chosen, or the one of the register; None: nothing."""
    if speed is Speed.REGISTERED:
        return registered
    return None if speed is Speed.NONE else speed.title


def printed_secrecy(secrecy: Secrecy) -> Bilingual | None:
    """What stands at the top and at the foot of each page; None: nothing."""
    return None if secrecy is Secrecy.NONE else secrecy.title
