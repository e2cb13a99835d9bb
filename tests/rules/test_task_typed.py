"""What is understood of a typed percentage and of typed evidence? Without app or database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.tasks.facts import Evidence
from tracker.tasks.typed import LONGEST_ADDRESS, NotUnderstood, evidence, percent, sound_address


@pytest.mark.parametrize(
    ("typed", "understood"),
    [("0", 0), ("50", 50), (" 50% ", 50), ("50 %", 50), ("๕๐", 50), ("๑๐๐％", 100), ("007", 7), ("100", 100)],
)
def test_a_percentage_in_either_digits_with_or_without_its_sign(typed, understood):
    assert percent(typed) == understood


@pytest.mark.parametrize(
    "typed", ["abc", "1e3", "101", "-1", "9" * 30, "", "50.5", "½", "٥٠", "5 0", "50%%", "\x00", "๑๐๑", "+5"]
)
def test_anything_else_is_refused_in_a_sentence(typed):
    with pytest.raises(NotUnderstood) as caught:
        percent(typed)
    assert "0 ถึง 100" in caught.value.messages[0].th


@given(st.integers(0, 100))
def test_every_percentage_survives_typing(number):
    assert percent(f"{number}%") == number


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_of_evidence(text):
    try:
        found = evidence(text)
    except NotUnderstood as error:
        found, said = (), error.messages
    else:
        said = ()
    assert all(message.th and message.en for message in said)
    assert all(sound_address(one.address) for one in found)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("https://www.mfa.go.th/privacy", [("https://www.mfa.go.th/privacy", "")]),
        ("https://www.mfa.go.th/a นโยบาย 3 ฉบับ", [("https://www.mfa.go.th/a", "นโยบาย 3 ฉบับ")]),
        ("https://www.mfa.go.th/a | นโยบาย", [("https://www.mfa.go.th/a", "นโยบาย")]),
        ("https://www.mfa.go.th/a\tนโยบาย", [("https://www.mfa.go.th/a", "นโยบาย")]),
        ("www.mfa.go.th/a", [("http://www.mfa.go.th/a", "")]),
        ("https://กระทรวง.ไทย/หน้า", [("https://กระทรวง.ไทย/หน้า", "")]),
        ("\nhttps://a.go.th\n\n  HTTP://B.GO.TH:8080/?x=1&y=2#z  \n", [("https://a.go.th", ""), ("HTTP://B.GO.TH:8080/?x=1&y=2#z", "")]),
        ("", []),
    ],
)  # fmt: skip
def test_one_address_a_line_with_an_optional_label(typed, found):
    assert evidence(typed) == tuple(Evidence(address, label) for address, label in found)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "data:text/html,x", "ftp://a.go.th/x", "file:///etc/passwd", "//a.go.th", "a.go.th", "http://", "http:///x", "https://localhost/x",
        "https://user:secret@a.go.th/", "https://www.mfa.go.th@evil.example/", "https://a.go.th\\@evil.example/", "https://1.2.3.4/", "https://[::1]/",
        "https://a.go.th:99999/", "https://a..th/", "https://-a.th/", "https://a.go.th/\u202egnp.exe", "https://a.go.th/\x00", "https://a.go.th/\ud800",
        'https://a.go.th/"onclick=x', "https://a.go.th/<script>", "https://a.go.th/" + "x" * LONGEST_ADDRESS,
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_named_with_its_line_and_never_becomes_a_link(address):
    assert not sound_address(address)
    with pytest.raises(NotUnderstood) as caught:
        evidence(f"https://a.go.th fine\n{address}")
    assert len(caught.value.messages) == 1
    message = caught.value.messages[0]
    assert message.th.startswith("บรรทัดที่ 2 ")
    assert message.en.startswith("Line 2 ")
    assert not any("\ud800" <= char <= "\udfff" or char in "\x00\u202e" for char in message.th + message.en)


def test_every_bad_line_is_named():
    with pytest.raises(NotUnderstood) as caught:
        evidence("ก\nhttps://a.go.th\nข")
    assert [message.en.partition(" “")[0] for message in caught.value.messages] == ["Line 1", "Line 3"]


def test_eleven_addresses_and_a_megabyte_are_too_much():
    for text in ("https://a.go.th\n" * 11, "x" * 1_000_000):
        with pytest.raises(NotUnderstood) as caught:
            evidence(text)
        assert "10" in caught.value.messages[0].th
