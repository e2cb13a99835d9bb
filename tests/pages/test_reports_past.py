"""Is a report unknown on the days before it was drawn up?"""

from __future__ import annotations

import pytest

from tests.page import read
from tracker.reports import store


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_report_is_there_from_the_day_it_was_drawn_up(app, client, sign_in, lang):
    with app.app_context():
        report, _sha256 = next(iter(store.every().values()))
    reader = sign_in(client, "executive")
    address = f"/reports/{report.id}"
    assert address in read(reader.get(f"/reports?lang={lang}")).links
    assert reader.get(address).status_code == 200
    before = read(reader.get(f"/reports?as_of=2013-05-02&lang={lang}"))
    assert not [link for link in before.links if link.startswith(address)]
    for path in (address, f"{address}.pdf"):
        assert reader.get(f"{path}?as_of=2013-05-02").status_code == 404
