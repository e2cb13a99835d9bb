"""Does the last page say where the report is verified, for eyes, telephones and screen readers?"""

from __future__ import annotations

import pikepdf
import pytest

from tests.reports.pdfs import ROOT, order, text_of
from tests.reports.sample import snapshot
from tests.verapdf import broken_rules
from tracker.documents.document import QR_SAYS, document
from tracker.papers.pdf import render

pytestmark = pytest.mark.pdf
ADDRESS = "https://tracker.go.th/verify/7k3m9q0r2t4v6x8z"


@pytest.fixture(scope="module", params=["th", "en"])
def drawn(request, tmp_path_factory):
    """The sample with an address, in one edition: its language and its file."""
    lang = request.param
    html = document(snapshot(), lang, templates=ROOT / "templates", address=ADDRESS)
    path = tmp_path_factory.mktemp("proof") / f"{lang}.pdf"
    path.write_bytes(render(**order(lang=lang, html=html)))
    return lang, path


def test_the_last_page_prints_address_and_head_and_stays_sound(drawn):
    _lang, path = drawn
    last = "".join(text_of(path).rstrip("\f").split("\f")[-2:])
    assert ADDRESS in last
    assert snapshot().cut.head in last
    assert "report-snapshot-1.json" in "".join(last.split())
    assert broken_rules(path, "ua1", "3a") == []


def test_the_square_is_a_drawing_with_words_in_its_place(drawn):
    lang, path = drawn
    with pikepdf.open(path) as pdf:
        words = [str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
        assert QR_SAYS[lang == "en"] in words
        assert str(pdf.docinfo.Keywords) == ADDRESS
        links = [str(each.A.URI) for page in pdf.pages for each in page.get("/Annots", ()) if "/A" in each]
        assert sorted(links) == [ADDRESS, *(f"{ADDRESS}/{figure.code}" for figure in snapshot().figures)]
        assert not pdf.pages[-1].get_images()


def test_a_report_without_an_address_prints_none():
    html = document(snapshot(), "th", templates=ROOT / "templates")
    assert "/verify/" not in html
    assert 'class="qr"' not in html
