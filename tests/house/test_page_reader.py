"""Does the reader of pages that every test trusts notice what is wrong with a page, and take what is right as a browser does?"""

from __future__ import annotations

import pytest
from werkzeug.test import EnvironBuilder, TestResponse

from tests.page import parse, read

SOUND = (
    '<!doctype html>\n<html lang="th"><head><title>งาน</title><link rel=stylesheet href=/static/a.css></head>'
    '<body><main id="main"><h1>งาน</h1>{}</main></body></html>'
)


def answered(inside: str) -> TestResponse:
    """An answer with this in its main part."""
    request = EnvironBuilder("/tasks").get_request()
    return TestResponse([SOUND.replace("{}", inside).encode()], "200 OK", {"Content-Type": "text/html"}, request)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("inside", "wrong"),
    [
        ("</div>", "</div> closes nothing"),
        ("<div><span></div></span>", "</div> leaves ['span'] open"),
        ("<section><ul><li>a</section>", "</section> leaves ['ul'] open"),
        ("<div>", "</main> leaves ['div'] open"),
        ("5 < 6", "'< 6</main>"),
        ("<p <b>a</b></p>", "'<p <b>a</b>"),
        ('<a href="/x"class="y">a</a>', "is no tag"),
        ('<a href="/x>a</a>', "is no tag"),
        ("<!-- not closed", "is no tag"),
        ('<script src="/x.js">', "script is not closed"),
        ("<h1>zwei</h1>", "2 × h1"),
        ("<main></main>", "2 × main"),
        ('<p id="a"></p><p id="a"></p>', "id a stands 2 times"),
        ('<p aria-describedby="b"></p>', "aria-describedby=b leads nowhere"),
        ('<a href="#c">c</a>', "#c leads nowhere"),
        ('<input name="d">', "no label for d"),
        ('<a href="/e"> <b></b></a>', "a a without words (/e)"),
        ("<button></button>", "a button without words"),
        ('<img src="/f.png">', "a picture without words"),
        ('<p style="color: red">g</p>', "style in the markup at p"),
        ("<script>h()</script>", "a script in the markup"),
        ('<p onclick="i()">i</p>', "onclick in the markup"),
    ],
)
def test_what_is_wrong_with_a_page_is_said(inside: str, wrong: str) -> None:
    with pytest.raises(AssertionError) as told:
        read(answered(inside))
    assert wrong in str(told.value)


def test_a_page_is_taken_as_it_stands() -> None:
    page = read(answered(
        "<!-- <p>not there</p> --><p\n class='a \"b\"' hidden data-x=1 TITLE=\"5 &gt; 4 &amp;amp; ก>ข\">"
        "ก &lt;b&gt;&nbsp;&#3586;<br/>ค<br>ง</p>"
        "<ul><li>หนึ่ง<li>สอง</ul><script src=/x.js></script>"
    ))  # fmt: skip
    shown = page.one("p")
    assert shown.attributes == {"class": 'a "b"', "hidden": "", "data-x": "1", "title": "5 > 4 &amp; ก>ข"}
    assert [child if isinstance(child, str) else child.tag for child in shown.children] == [
        "ก <b>\xa0ข", "br", "ค", "br", "ง",
    ]  # fmt: skip
    assert page.one("ul").text == "หนึ่ง สอง"
    assert page.one("script").attributes == {"src": "/x.js"}
    assert (page.title, page.h1, page.status) == ("งาน", "งาน", 200)


def test_what_a_script_holds_is_no_markup() -> None:
    assert parse('<script>if (a < b) "<p>"</script><p>ก</p>').one("p").text == "ก"
