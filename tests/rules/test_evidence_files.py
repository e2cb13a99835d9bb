"""Which files are taken as evidence, and does every other one hear why not?"""

from __future__ import annotations

import io
import resource
import struct
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFile, ImageOps, ImageStat

from tests import file_samples as sample
from tracker.evidence import archives, pictures, rules
from tracker.evidence.kinds import ACCEPT, ALLOWED, KINDS, kind_of
from tracker.evidence.refusals import LONGEST_NAME, MEBIBYTE, MOST_BYTES, FileRefused, size_words

SOUND = {
    sample.THAI_NAME: sample.pdf(),
    "report.PDF": sample.pdf(after=b"\r\n\x00"),
    "หน้าแรก 29 พ.ค. 2556.png": sample.picture("PNG"),
    "photo.jpg": sample.picture("JPEG"),
    "photo.jpeg": sample.picture("JPEG") + b"SEFH a camera's own words SEFT",
    "page.webp": sample.picture("WEBP"),
    "หนังสือ.docx": sample.docx(("word/embeddings/Microsoft_Excel_Sheet1.xlsx", sample.workbook())),
    "ตาราง.xlsx": sample.workbook(),
    "letter.odt": sample.odt(),
    "list.csv": "รหัส,ร้อยละ\r\nO-1.3-T1,45\r\n".encode(),
    "old.csv": "รหัส,ร้อยละ\r\n".encode("tis-620"),
    "excel.csv": "\ufeffรหัส;ร้อยละ\n".encode(),
    "note.txt": b"plain words\n",
    "comments.txt": sample.many_comments(),
    "comments.csv": sample.many_comments(),
    "snapshot.html": sample.HTML,
    "snapshot.htm": b"\xef\xbb\xbf<!-- saved --><HTML><body>x</body></HTML>",
    "site.warc": sample.warc(),
    "site.warc.gz": sample.warc(packed=True),
}


def refused(name: str, content: bytes | Callable[[], bytes]) -> str:
    """The English sentence with which a file is refused; "" when it is taken."""
    file = io.BytesIO(content() if callable(content) else content)
    try:
        kind = rules.inspected(rules.clean_name(name), file)
        if kind.preview == "image":
            pictures.opens(file, kind.name)
    except FileRefused as refusal:
        message = refusal.message
    else:
        return ""
    assert any("\u0e00" <= char <= "\u0e7f" for char in message.th)
    return message.en


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_is_taken(name: str) -> None:
    assert refused(name, SOUND[name]) == ""


HOSTILE = [
    ("page.svg", sample.SVG, ".svg file is not taken"),
    ("run.js", b"alert(1)", ".js file is not taken"),
    ("setup.exe", sample.EXE, ".exe file is not taken"),
    ("macro.docm", sample.docx(types=sample.MACRO_TYPES), ".docm file is not taken"),
    ("old.doc", sample.OLE, ".doc file is not taken"),
    ("archive.zip", sample.archive(("a", b"b")), ".zip file is not taken"),
    ("nothing", b"x", "without an extension"),
    ("empty.pdf", b"", "is empty"),
    ("large.txt", lambda: b"x" * (MOST_BYTES + 1), "at most 20.0 MB"),
    ("picture.pdf", sample.picture(), "the content is PNG"),
    ("program.pdf", sample.EXE, "the content is EXE"),
    ("page.png", sample.HTML, "the content is HTML"),
    ("page.jpg", sample.pdf(), "the content is PDF"),
    ("page.webp", b"RIFF\x00\x00\x00\x00WAVE" + b"\x00" * 20, "not what .webp says"),
    ("table.csv", sample.SVG, "the content is HTML"),
    ("words.txt", sample.HTML, "the content is HTML"),
    ("words.txt", b"\xef\xbb\xbf  " + sample.HTML, "the content is HTML"),
    ("words.txt", sample.pdf(), "the content is PDF"),
    ("words.txt", b"<!-- a -->\n<!-- b --> <!DOCTYPE html>", "the content is HTML"),
    ("scan.pdf", sample.many_comments(), "not what .pdf says"),
    ("picture.png", b"<!--" * 900, "not what .png says"),
    ("words.txt", b"a\x00b", "no plain text"),
    ("words.txt", "ก".encode("utf-16"), "no plain text"),
    ("words.txt", b"\x81\xff\xfe\xfd", "no plain text"),
    ("page.html", b"words alone", "not what .html says"),
    ("page.html", b"<script>alert(1)</script><p>words</p>", "only a part of a web page"),
    ("page.html", sample.pdf(), "the content is PDF"),
    ("site.warc", b"WARC of nothing", "not what .warc says"),
    ("site.warc.gz", b"\x1f\x8bbroken", "not what .warc says"),
    ("table.xlsx", sample.docx(), "not what .xlsx says"),
    ("letter.docx", sample.workbook(), "not what .docx says"),
    ("letter.docx", sample.odt(), "not what .docx says"),
    ("letter.odt", sample.docx(), "not what .odt says"),
    ("letter.docx", sample.OLE, "old format, or one with a password"),
    ("letter.docx", sample.docx(types=sample.MACRO_TYPES), "macros or programs"),
    ("letter.docx", sample.docx(("word/vbaProject.bin", b"x")), "macros or programs"),
    ("letter.docx", sample.docx(("word/embeddings/run.EXE", b"x")), "macros or programs"),
    ("letter.docx", sample.docx(("word/activeX/activeX1.bin", b"x")), "macros or programs"),
    ("letter.odt", sample.odt(("Basic/Standard/Module1.xml", b"x")), "macros or programs"),
    ("letter.odt", sample.odt(("META-INF/manifest.xml", b"<manifest:encryption-data/>")), "protected by a password"),
    ("letter.docx", sample.encrypted_zip(), "protected by a password"),
    ("letter.docx", sample.docx(("../../etc/passwd", b"x")), "damaged or was tampered"),
    ("letter.docx", sample.docx(("/etc/passwd", b"x")), "damaged or was tampered"),
    ("letter.docx", sample.docx(("word\\..\\..\\x", b"x")), "damaged or was tampered"),
    ("letter.docx", sample.docx(("C:/windows/x", b"x")), "damaged or was tampered"),
    ("letter.docx", sample.docx() + b"x", "damaged or was tampered"),
    ("letter.docx", sample.docx()[:-30], "damaged or was tampered"),
    ("letter.docx", sample.overlapping(), "damaged or was tampered"),
    ("letter.docx", sample.miscounted(), "damaged or was tampered"),
    ("letter.docx", sample.hidden_parts(), "damaged or was tampered"),
    ("letter.docx", sample.hidden_parts(in_comment=True), "damaged or was tampered"),
    ("letter.docx", sample.hidden_parts(far=True), "damaged or was tampered"),
    ("letter.docx", sample.docx(*((f"word/{n}.xml", b"") for n in range(2000))), "more than 2,000 files"),
    ("bomb.xlsx", sample.bomb, "Unpacked, the file is too large"),
    ("bomb.xlsx", sample.lying_bomb, "damaged or was tampered"),
    ("ratio.xlsx", lambda: sample.archive(("xl/a.xml", b"\x00" * 70 * MEBIBYTE)), "Unpacked, the file is too large"),
    ("rows.xlsx", sample.million_rows, "more than 200,000 rows"),
    ("cut.pdf", sample.pdf()[:-20], "incomplete"),
    ("secret.pdf", sample.pdf(trailer="/Encrypt 9 0 R"), "protected by a password"),
    ("both.pdf", sample.pdf(before=b"%<script>alert(1)</script>\n"), "hides content of another kind"),
    ("both.pdf", sample.pdf(after=sample.HTML), "hides content of another kind"),
    ("both.pdf", sample.pdf(after=sample.archive(("a", b"b"))), "hides content of another kind"),
    ("both.png", sample.picture() + sample.archive(("a", b"b")), "hides content of another kind"),
    ("both.jpg", sample.picture("JPEG") + sample.archive(("a", b"b")), "hides content of another kind"),
    ("both.jpg", sample.picture("JPEG") + sample.HTML, "hides content of another kind"),
    ("both.webp", sample.picture("WEBP") + sample.HTML, "hides content of another kind"),
    ("cut.png", sample.picture()[:-20], "damaged or incomplete"),
    ("cut.jpg", sample.picture("JPEG", (400, 400))[:900], "damaged or incomplete"),
    ("cut.webp", sample.picture("WEBP")[:-20], "damaged or incomplete"),
    ("huge.png", sample.huge_png(), "too many pixels"),
]  # fmt: skip


@pytest.mark.parametrize("name, content, why", HOSTILE, ids=[f"{n}-{name}" for n, (name, *_) in enumerate(HOSTILE)])
def test_a_hostile_file_is_refused_with_its_reason(name: str, content: bytes | Callable[[], bytes], why: str) -> None:
    assert why in refused(name, content)


def test_a_file_of_an_unknown_kind_hears_the_whole_list() -> None:
    assert ALLOWED in refused("page.svg", sample.SVG)


@pytest.mark.parametrize("make", [sample.bomb, sample.lying_bomb, sample.million_rows])
def test_refusing_a_bomb_takes_no_memory(make: Callable[[], bytes]) -> None:
    file = io.BytesIO(make())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FileRefused):
        rules.inspected("bomb.xlsx", file)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


def test_rows_are_counted_across_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine of ten rows must not hide where two portions meet."""
    monkeypatch.setattr(archives, "PORTION", 7)
    rows = b"<sheetData>" + b'<row r="1"></row><row></row><x:row a="b"/>' * 10
    file = io.BytesIO(sample.archive(("[Content_Types].xml", b""), ("xl/worksheets/sheet1.xml", rows)))
    archives.checked(file, most_rows=30)
    with pytest.raises(FileRefused, match="more than 29 rows"):
        archives.checked(file, most_rows=29)


@pytest.mark.parametrize(
    "given, shown",
    [
        ("C:\\Users\\me\\รายงาน.pdf", "รายงาน.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("  x.pdf ", "x.pdf"),
        ("เวบ\u200bไซต์.pdf", "เวบไซต์.pdf"),
        ("cafe\u0301.txt", "caf\u00e9.txt"),
        ("ก" * 100 + ".pdf", "ก" * 100 + ".pdf"),
    ],
)
def test_a_name_is_shown_without_folders_and_hidden_characters(given: str, shown: str) -> None:
    assert rules.clean_name(given) == shown


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a\r\nSet-Cookie: x.pdf", "a\x00.pdf", "a\ud800.pdf", "ก" * 252 + ".pdf"]
)
def test_a_name_that_cannot_be_used_is_refused(name: str) -> None:
    with pytest.raises(FileRefused, match="name cannot be used"):
        rules.clean_name(name)


@given(st.text())
def test_any_name_is_cleaned_or_refused(name: str) -> None:
    try:
        cleaned = rules.clean_name(name)
    except FileRefused:
        return
    assert 0 < len(cleaned) <= LONGEST_NAME
    assert not set(cleaned) & set("/\\\r\n\x00")
    assert rules.clean_name(cleaned) == cleaned


@given(st.sampled_from(sorted(SOUND)), st.binary(max_size=300))
def test_any_bytes_are_taken_or_refused_in_a_sentence(name: str, content: bytes) -> None:
    refused(name, content)


@given(st.data())
def test_a_document_with_altered_bytes_is_no_fault(data: st.DataObject) -> None:
    content = bytearray(sample.docx())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=6)):
        content[place] = data.draw(st.integers(0, 255))
    refused("letter.docx", bytes(content))


def test_a_kind_is_known_again_by_what_is_stored() -> None:
    assert [kind_of(kind.media_type) for kind in KINDS] == list(KINDS)
    assert kind_of("application/x-unheard-of").preview == ""
    assert ".pdf" in ACCEPT


@pytest.mark.parametrize(
    "size, words",
    [
        (0, "0 B"),
        (1023, "1023 B"),
        (842 * 1024, "842 KB"),
        (int(1.3 * 1024**2), "1.3 MB"),
        (20 * 1024**2, "20.0 MB"),
        (20 * 1024**2 + 1, "20.1 MB"),
    ],
)
def test_a_size_is_said_briefly(size: int, words: str) -> None:
    assert size_words(size) == words


def test_a_cut_picture_is_refused_also_where_reports_are_drawn(monkeypatch):
    """WeasyPrint makes Pillow fill up what is missing, for the whole process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    whole = io.BytesIO()
    Image.effect_noise((200, 200), 60).convert("RGB").save(whole, "JPEG")
    assert "damaged or incomplete" in refused("cut.jpg", whole.getvalue()[:2000])
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True, "what others rely on is as it was"


ODD_NOTES = {
    "an address that is a word": (0xA005, 2, 4, b"abc\x00"),
    "a maker that is a number": (0x010F, 12, 1, b"\x00\x00\x00\x08"),
    "a resolution that is a word": (0x011A, 2, 4, b"abc\x00"),
    "a place before the file": (0x8825, 9, 1, b"\xff\xff\xff\xff"),
}


@pytest.mark.parametrize("note", ODD_NOTES)
def test_a_picture_is_shown_whatever_its_camera_noted(note: str) -> None:
    photo = io.BytesIO(sample.odd_camera(*ODD_NOTES[note]))
    pictures.opens(photo, "jpeg")
    with Image.open(io.BytesIO(pictures.picture_of(photo, "jpeg"))) as drawn:
        assert drawn.size in ((40, 80), (80, 40))


def test_a_photo_is_turned_as_its_camera_was_held() -> None:
    """Each of the eight ways is drawn as Pillow itself would put it right."""
    for held in range(1, 9):
        out, exif = io.BytesIO(), Image.Exif()
        exif[0x0112] = held
        Image.linear_gradient("L").resize((60, 20)).convert("RGB").save(out, "PNG", exif=exif)
        with Image.open(out) as photo, Image.open(io.BytesIO(pictures.picture_of(out, "png"))) as drawn:
            right = ImageOps.exif_transpose(photo).convert("L")
            assert drawn.size == right.size
            assert ImageStat.Stat(ImageChops.difference(drawn.convert("L"), right)).mean[0] < 4


@pytest.mark.parametrize(
    "error", [struct.error("x"), TypeError("x"), Image.DecompressionBombError("x"), IndexError("x")]
)
def test_whatever_a_decoder_fails_with_is_a_refusal_or_no_preview(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_given: object, **_named: object) -> None:
        raise error

    monkeypatch.setattr(Image, "open", fail)
    photo = io.BytesIO(sample.picture())
    with pytest.raises(FileRefused):
        pictures.opens(photo, "png")
    with pytest.raises(pictures.NoPreview):
        pictures.picture_of(photo, "png")
