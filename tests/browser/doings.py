"""What does a person do on a page that brings up another one: send a form as it stands, with mistakes, with files?"""

from __future__ import annotations

import io

from openpyxl import load_workbook
from playwright.sync_api import Page

from tests.file_samples import pdf
from tracker.worksheets.layout import FIRST_FILLED


def send(page: Page, **values: str) -> None:
    """Fill in the form of the page that people type in, and send it."""
    form = page.locator("main form[method=post]:has(input:not([type=hidden]), textarea)").first
    for name, value in values.items():
        form.locator(f"[name={name}]").fill(value)
    form.locator(".btn").first.click()
    page.wait_for_load_state()


def send_pdf(page: Page) -> None:
    """Have a PDF checked that somebody else's program made."""
    page.locator("[name=file]").set_input_files({"name": "other.pdf", "mimeType": "application/pdf", "buffer": pdf()})
    page.locator("form[enctype] .btn").click()
    page.wait_for_load_state()


def open_proof(page: Page) -> None:
    """From the page of a report to what verifies it."""
    page.locator("main a[href^='/verify/']").first.click()
    page.wait_for_load_state()


def open_figure(page: Page) -> None:
    """From the page of a report to where its first figure comes from."""
    open_proof(page)
    page.locator("#figures th a").first.click()
    page.wait_for_url(lambda address: address.rsplit("/", 3)[1] == "verify")


def send_choice(page: Page) -> None:
    """Send the form of the page in which people choose, as it stands."""
    page.locator("main form[method=post]:has(select) .btn").first.click()
    page.wait_for_load_state()


def changed_meanwhile(page: Page) -> None:
    """Send the form as somebody who saw the task before it was last changed."""
    page.locator("form[action$='/progress'] [name=version]").evaluate("field => { field.value = 1 }")
    page.locator("[name=percent_other]").fill("60")
    send(page, note="ประชุมคณะทำงานครั้งที่ 2 แล้ว")


def keep_nothing(page: Page) -> None:
    """Keep a list without giving it a name."""
    page.goto(page.url.replace("/views", "/tasks"))
    page.locator(".views summary").click()
    page.locator("form[action='/views'] .btn").click()
    page.wait_for_load_state()


def keep_draft(page: Page) -> None:
    """Type and keep it as a draft, with the button."""
    page.locator("[name=note]").fill("ประชุมคณะทำงานครั้งที่ 2 แล้ว รอลงนาม")
    page.locator("button[formaction$='/draft']").click()
    page.wait_for_load_state()


def declare_working(page: Page) -> None:
    """Declare that day a working day, then come to take it back."""
    there = page.url
    page.goto(there.replace("/withdraw", "/working"))
    send(page, reason="มติคณะรัฐมนตรีให้เป็นวันทำงาน")
    page.goto(there)


def look_at_evidence(page: Page) -> None:
    """Open the preview of the first PDF."""
    page.locator("#evidence a[href$='/preview']").last.click()
    page.wait_for_load_state("networkidle")


def attach(page: Page) -> None:
    """Two files: one is taken, one refused."""
    files = (("ประกาศ.pdf", pdf()), ("โปรแกรม.exe", b"MZ"))
    page.set_input_files("#files", [{"name": name, "mimeType": "", "buffer": content} for name, content in files])
    page.locator(".drop [name=file]").wait_for()
    page.locator(".drop [role=alert]").wait_for()


def send_workbook(page: Page) -> None:
    """Upload the agency's own workbook: one row as before, one with progress, the others with a mistake."""
    with page.expect_download() as taken:
        page.locator("a[href='/my-work.xlsx']").click()
    book = load_workbook(io.BytesIO(taken.value.path().read_bytes()))
    sheet = book.worksheets[0]
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, FIRST_FILLED + 1).value, sheet.cell(row, FIRST_FILLED + 2).value = 40 + row * 20, "ประชุมแล้ว"
    sheet.cell(2, FIRST_FILLED).value, sheet.cell(2, FIRST_FILLED + 1).value = "เหมือนเดิม", None
    held = io.BytesIO()
    book.save(held)
    page.locator("[name=workbook]").set_input_files(
        {"name": "my-work.xlsx", "mimeType": "application/octet-stream", "buffer": held.getvalue()}
    )
    page.locator("form[enctype] .btn").click()
    page.wait_for_load_state()


def take_out(page: Page) -> None:
    """Take the first reminder out of the inbox and look where it went."""
    page.locator("[name=reminder]").first.check()
    page.locator("form[action='/inbox/done'] .btn").first.click()
    page.goto(page.url.partition("?")[0] + "?show=done")


def choose_no_day(page: Page) -> None:
    """Wish to be told, and on no day."""
    for box in page.locator("[name=weekdays]").all():
        box.uncheck()
    page.locator("#wants .btn-primary").click()
    page.wait_for_load_state()


def arrange_oddly(page: Page) -> None:
    """Give the letter of a report a number that is none."""
    page.locator("details:has(form[action$='/arrange']) summary").click()
    form = page.locator("form[action$='/arrange']")
    form.locator("[name=number]").fill("นร 0506/1")
    form.locator(".btn").click()
    page.wait_for_load_state()


def discard_in_silence(page: Page) -> None:
    """Discard the draft of a report without saying why."""
    page.locator("details:has(form[action$='/discard']) summary").click()
    page.locator("form[action$='/discard'] .btn").click()
    page.wait_for_load_state()
