"""What follows from the words of the resolution: obligations (or groups that people see as one) with their state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.dashboard.deadline import deadline_words
from tracker.lang import Bilingual, join_words
from tracker.people.store import Agency
from tracker.resolutions.kinds import Force
from tracker.resolutions.rules import Obligation
from tracker.tasks.health import RollUp
from tracker.tasks.picture import Picture
from tracker.web.frame import link


@dataclass(frozen=True, slots=True)
class Box:
    """One obligation, or one group, beside its clause; `soft` when it stands outside the resolution."""

    title: Bilingual
    href: str
    code: str
    who: Bilingual
    force: Force
    deadline: Bilingual
    total: RollUp
    proof: str
    soft: bool


def boxes(shown: Picture, obligations: Iterable[Obligation], known: Mapping[str, Agency]) -> tuple[Box, ...]:
    """A box for each obligation in their order; those of one group share a box."""
    found = list(obligations)
    groups = {group.code: group.title for group in shown.register.groups}
    made: dict[str, Box] = {}
    for each in found:
        if each.group not in groups:
            made[each.code] = _box(shown, each.title, each.code, (each,), known)
        elif each.group not in made:
            members = tuple(other for other in found if other.group == each.group)
            made[each.group] = _box(shown, groups[each.group], each.group, members, known)
    return tuple(made.values())


def obligors(codes: Iterable[str], known: Mapping[str, Agency]) -> Bilingual:
    """The abbreviations of those who are bound."""
    names = [known[code].abbr for code in codes if code in known]
    return Bilingual(th=" ".join(name.th for name in names), en=join_words(names, "en"))


def _box(
    shown: Picture, title: Bilingual, code: str, members: tuple[Obligation, ...], known: Mapping[str, Agency]
) -> Box:
    codes = [each.code for each in members]
    first = members[0]
    proof = link("tasks.listing", obligation=code)
    return Box(
        title=title
        if len(first.obligors) < 2 or len(members) > 1
        else _times(title, len(first.obligors), shown, first),
        href=link("dashboard.obligation", code=code),
        code=codes[0] if len(codes) == 1 else f"{codes[0]}–{codes[-1][len(code) - 1 :]}",
        who=obligors(first.obligors, known) if len(first.obligors) <= 8 else first.obligor_text,
        force=first.force,
        deadline=deadline_words(first),
        total=shown.obligation(*codes),
        proof=proof,
        soft=not first.in_resolution,
    )


def _times(title: Bilingual, number: int, shown: Picture, obligation: Obligation) -> Bilingual:
    """ "× 8" after an obligation that each agency of the matrix has for itself."""
    every = set(shown.register.resolution.matrix_agencies) <= set(obligation.obligors)
    count = len(shown.register.resolution.matrix_agencies)
    return Bilingual(th=f"{title.th} × {count}", en=f"{title.en} × {count}") if every and number >= count else title
