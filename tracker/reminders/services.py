"""Which services beside mail may carry messages, and is an address of one sound? What of it may be shown?"""

from __future__ import annotations

from collections.abc import Mapping

from tracker.lang import Bilingual

SERVICES: Mapping[str, Bilingual] = {
    "line": Bilingual(th="ไลน์ (LINE)", en="LINE"),
    "slack": Bilingual(th="สแล็ก (Slack)", en="Slack"),
    "workflows": Bilingual(th="ไมโครซอฟท์ทีมส์ (Teams)", en="Microsoft Teams"),
    "gchat": Bilingual(th="กูเกิลแชต (Google Chat)", en="Google Chat"),
    "jsons": Bilingual(th="เว็บฮุก (JSON)", en="Webhook (JSON)"),
}
"""By the scheme of an Apprise address; each speaks https only."""
OF_ANY_HOST = frozenset({"workflows", "jsons"})
"""Services whose address names the host itself."""
OPTIONS = frozenset({"to"})
"""What may stand after the question mark, beside headers (+Name=…): others switch certificates off or read files."""
LONGEST = 1000

_NAMES = ", ".join(f"{name}://" for name in SERVICES)
NOT_ALLOWED = Bilingual(
    th=f"ใช้ได้เฉพาะที่อยู่ของบริการที่อนุญาต: {_NAMES}", en=f"Only addresses of permitted services can be used: {_NAMES}"
)
ODD_OPTION = Bilingual(
    th="ที่อยู่นี้มีตัวเลือกหลังเครื่องหมาย ? ที่ไม่อนุญาต ใช้ได้เฉพาะ to และส่วนหัว (+ชื่อ=ค่า)",
    en="The address has an option after the ? that is not permitted; only to and headers (+Name=value) are.",
)
UNREADABLE = Bilingual(
    th="อ่านที่อยู่ของบริการไม่ได้ ต้องเป็นที่อยู่เดียว ไม่มีช่องว่างหรือจุลภาค",
    en="The address of the service cannot be read: it is one address, without blanks or commas.",
)


NOT_USABLE = Bilingual(
    th="บริการนี้ใช้ที่อยู่ดังกล่าวไม่ได้ ที่อยู่อาจไม่ครบ หรือชี้ไปยังเครื่องที่ไม่อนุญาต",
    en="The service cannot be used by this address: something is missing in it, or it leads to a machine that is not permitted.",
)


def refusal(address: str) -> Bilingual | None:
    """Why an address of a service cannot be used, in a sentence that holds nothing of it; None when it can."""
    if len(address) > LONGEST or any(ord(char) < 33 or char in "\x7f,\\" for char in address):
        return UNREADABLE
    scheme, found, rest = address.partition("://")
    if not found or scheme not in SERVICES:
        return NOT_ALLOWED
    _place, _mark, options = rest.partition("?")
    names = [option.partition("=")[0] for option in options.split("&") if option]
    if any(sign in options for sign in "?;#") or any(name not in OPTIONS and name[:1] != "+" for name in names):
        return ODD_OPTION
    return None


def service(address: str) -> Bilingual:
    """What may be shown of an address: the name of its service, never a token."""
    return SERVICES.get(address.partition("://")[0], UNREADABLE)
