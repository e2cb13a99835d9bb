"""To which addresses can an account be opened, from the page and from the command line alike?"""

from __future__ import annotations

import pytest

from tracker.access.policy import Role
from tracker.ledger.refusal import RuleBroken
from tracker.people.rules import check_new_user

PASSWORD = "long enough a password"


@pytest.mark.parametrize(
    "address", ["somchai@mof.go.th", "a@b.th", "k.kh@กระทรวง.ไทย", "first.last+x@sub.demo.example"]
)
def test_an_address_that_mail_can_reach_is_taken(address: str) -> None:
    check_new_user(address, Role.AUDITOR, None, PASSWORD)


@pytest.mark.parametrize(
    "address",
    ["somchai", "somchai@mof", "somchai@", "@mof.go.th", "a@b.", "a@.th", "a@b..th",
      "a b@c.th", "a@b.th,c@d.th", "a@b.th\n", "ก.ข@กระทรวง.ไทย", "a\u00e9@b.th", "x@" + "a." * 130 + "th"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_beside_its_field(address: str) -> None:
    with pytest.raises(RuleBroken, match="not an e-mail address") as refused:
        check_new_user(address, Role.AUDITOR, None, PASSWORD)
    assert refused.value.field == "email"
