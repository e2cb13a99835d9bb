"""Can a liaison give files by choosing, dropping, or without a script – and does a coordinator see them before the verdict?"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import file_samples as sample
from tests.browser.people import PHONE, Person
from tests.browser.serving import Server
from tracker.tasks.refusals import MOST_EVIDENCE

pytestmark = pytest.mark.browser

DROP = """(zone, [name, type, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)), data = new DataTransfer();
  data.items.add(new File([bytes], name, { type }));
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def file(name: str, content: bytes) -> Any:
    """A file as Playwright chooses it."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def form_of(someone: Person, server: Server, code: str, agency: str) -> Page:
    """The form for progress of a task, opened by its liaison."""
    page = someone.sign_in(f"liaison.{agency}")
    someone.go(f"/tasks/{server.task(code, agency)}/progress")
    return page


def send(page: Page, note: str) -> None:
    """Fill in the rest and send it."""
    page.locator("[name=percent_other]").fill("60")
    page.locator("[name=note]").fill(note)
    page.locator("form[action$='/progress'] .btn-primary").click()


def test_a_file_beyond_what_an_entry_holds_is_told_at_once(person: Callable[..., Person], server: Server) -> None:
    page = form_of(person(), server, "O-1.3-T5", "mfa")
    page.locator("[name=evidence]").fill("https://www.mfa.go.th/\n")
    page.set_input_files("#files", [file(f"{number}.pdf", sample.pdf()) for number in range(1, MOST_EVIDENCE + 1)])
    expect(page.locator(".drop [role=alert]")).to_contain_text(f"{MOST_EVIDENCE}.pdf: ไม่ได้ส่ง")
    expect(page.locator(".drop [role=alert]")).to_contain_text(f"ไม่เกิน {MOST_EVIDENCE} รายการ")
    expect(page.locator(".drop [name=file]")).to_have_count(MOST_EVIDENCE - 1)
    page.locator(".drop [name=file]").first.uncheck()
    page.set_input_files("#files", [file("another.pdf", sample.pdf())])
    expect(page.locator(".drop [name=file]")).to_have_count(MOST_EVIDENCE)


def test_files_are_sent_as_soon_as_they_are_chosen_or_dropped(person: Callable[..., Person], server: Server) -> None:
    page = form_of(person(), server, "O-1.3-T5", "mol")
    page.set_input_files(
        "#files",
        [file("ใบเสนอราคา.pdf", sample.pdf()), file("หน้าจอ.png", sample.picture()), file("run.exe", sample.EXE)],
    )
    expect(page.locator(".drop [name=file]")).to_have_count(2)
    expect(page.locator(".drop [role=alert]")).to_contain_text("ไม่รับไฟล์ .exe")
    page.evaluate("document.querySelector('.drop').scrollIntoView()")
    page.locator(".drop").evaluate(DROP, ["บันทึก.txt", "text/plain", b64encode("ประชุมแล้ว".encode()).decode()])
    expect(page.locator(".drop [name=file]")).to_have_count(3)
    page.get_by_label("หน้าจอ.png").uncheck()
    send(page, "ส่งไฟล์แล้ว")
    expect(page.locator("#evidence li").last).to_contain_text("บันทึก.txt")
    expect(page.locator("#evidence")).to_contain_text("ใบเสนอราคา.pdf")
    expect(page.locator("#evidence")).not_to_contain_text("หน้าจอ.png")
    page.get_by_role("link", name="ใบเสนอราคา.pdf", exact=True).click()
    expect(page.locator("img.preview")).to_have_js_property("complete", True)
    assert page.locator("img.preview").evaluate("image => image.naturalWidth") > 1000
    with page.expect_download() as kept:
        page.get_by_role("link", name="ดาวน์โหลดไฟล์จริง").click()
    assert kept.value.suggested_filename == "ใบเสนอราคา.pdf"
    assert kept.value.path().read_bytes() == sample.pdf()


def test_the_form_waits_for_files_that_are_still_being_sent(person: Callable[..., Person], server: Server) -> None:
    someone = person()
    page = form_of(someone, server, "O-1.3-T5", "moph")
    held: list[Any] = []
    page.route(re.compile("/files$"), lambda route: held.append(route))
    page.set_input_files("#files", file("ช้า.pdf", sample.pdf()))
    expect(page.locator(".drop progress")).to_be_visible()
    send(page, "ส่งก่อนเวลา")
    expect(page.locator(".drop [role=status]")).to_contain_text("กรุณารอให้ครบก่อนบันทึก")
    expect(page.locator("h1")).to_have_text("บันทึกความก้าวหน้า")
    held[0].continue_()
    expect(page.locator(".drop [name=file]")).to_have_count(1)
    page.locator("form[action$='/progress'] .btn-primary").click()
    expect(page.locator("#evidence")).to_contain_text("ช้า.pdf")


@pytest.mark.parametrize(
    "agency, options", [("opm", {}), ("moe", {"viewport": PHONE, "has_touch": True, "is_mobile": True})]
)
def test_without_a_script_the_files_travel_with_the_form(
    person: Callable[..., Person], server: Server, agency: str, options: dict[str, Any]
) -> None:
    """A mistake beside them loses none."""
    page = form_of(person(java_script_enabled=False, **options), server, "O-1.3-T5", agency)
    page.set_input_files("#files", [file("ก.pdf", sample.pdf()), file("ข.png", sample.picture())])
    page.locator("[name=percent_other]").fill("101")
    page.locator("[name=note]").fill("แนบสองไฟล์")
    page.locator("form[action$='/progress'] .btn-primary").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("[name=file]:checked")).to_have_count(2)
    send(page, "แนบสองไฟล์")
    expect(page.locator("#evidence")).to_contain_text("ก.pdf")
    expect(page.locator("#evidence")).to_contain_text("ข.png")
