from __future__ import annotations

import unicodedata
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.episodes import close_episode
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import count_people, list_people, open_person
from kaa_desktop.storage.names import sort_name
from tests.registers import person, registered

IN_ORDER = (
    ("Abel", "Bo"),
    ("Ahl", "Åke"),
    ("Berg", "Anna"),
    ("berg", "Örjan"),
    ("Berg Larsson", "Anna"),
    ("Berg-Larsson", "Anna"),
    ("Bergman", "Anna"),
    ("Ek", "Anna"),
    ("Ék", "Bo"),
    ("My", "Bo"),
    ("Müller", "Cia"),
    ("Myr", "Bo"),
    ("Vik", "Bo"),
    ("Wik", "Bo"),
    ("Zell", "Bo"),
    ("Åberg", "Bo"),
    ("Äng", "Bo"),
    ("Öberg", "Bo"),
    ("Øberg", "Cia"),
)


def test_names_stand_as_a_swedish_reader_expects() -> None:
    assert sorted(IN_ORDER, key=lambda name: sort_name(*name)) == list(IN_ORDER)


@given(st.text(st.characters(codec="utf-8"), max_size=12), st.text(st.characters(codec="utf-8"), max_size=12))
def test_composed_and_decomposed_letters_are_the_same(last: str, first: str) -> None:
    forms = {
        sort_name(unicodedata.normalize(form, last), unicodedata.normalize(form, first))
        for form in ("NFC", "NFD")
    }
    assert len(forms) == 1


def test_pages_hold_everybody_exactly_once_in_order(workspace: Workspace) -> None:
    names = [*IN_ORDER, *IN_ORDER[:6]]
    ids = [
        registered(workspace, person(serial, first_name=first, last_name=last))
        for serial, (last, first) in enumerate(reversed(names), start=100)
    ]
    for person_id in ids[::3]:
        episode = open_person(workspace, person_id).open_episode
        assert episode
        close_episode(workspace, episode.id, deregistered_on=date(2026, 6, 1), reason="moved")
    everybody = pages(workspace, PeopleFilter.ALL)
    assert sorted(everybody) == sorted(ids)
    listed = [open_person(workspace, person_id).person.details for person_id in everybody]
    keys = [sort_name(details.last_name, details.first_name) for details in listed if details]
    assert keys == sorted(keys)
    assert set(pages(workspace, PeopleFilter.CLOSED)) == set(ids[::3])
    assert set(pages(workspace, PeopleFilter.OPEN)) == set(ids) - set(ids[::3])


def pages(workspace: Workspace, which: PeopleFilter) -> list[str]:
    found: list[str] = []
    total = count_people(workspace, which)
    while page := list_people(workspace, which, offset=len(found), limit=4):
        found += [row.id for row in page]
    assert len(found) == total == len(set(found))
    return found


def test_a_protected_person_stands_in_the_list_by_case_number_only(workspace: Workspace) -> None:
    registered(workspace, person(238), protection=Protection.ASSUMED_IDENTITY)
    (row,) = list_people(workspace, PeopleFilter.ALL, offset=0, limit=10)
    assert row.name.startswith("S-")
    assert (row.number, row.city, row.phone, row.birth_date, row.number_kind) == ("", "", "", None, "")


def test_beyond_the_end_there_is_nobody(workspace: Workspace) -> None:
    assert list_people(workspace, PeopleFilter.ALL, offset=5, limit=10) == ()
