from __future__ import annotations

from datetime import date

import pytest

from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.services.episodes import close_episode
from kaa_desktop.services.people_pages import PeoplePages
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import list_people, open_person
from tests.services.workspaces import number, registered

NAMES = ("Öst", "Ek", "Ask", "Ål", "Björk", "Al", "Ek")


@pytest.fixture
def people(workspace: Workspace) -> list[str]:
    return [
        registered(workspace, number(f"200803{day:02}"), first="Kim", last=last)
        for day, last in enumerate(NAMES, start=1)
    ]


@pytest.mark.parametrize("which", PeopleFilter)
def test_far_down_stand_the_same_people_as_when_they_are_counted_off(
    workspace: Workspace, people: list[str], which: PeopleFilter
) -> None:
    episode = open_person(workspace, people[2]).open_episode
    assert episode
    close_episode(workspace, episode.id, deregistered_on=date(2026, 9, 1), reason="moved")
    everybody = list_people(workspace, which, offset=0, limit=100)
    pages = PeoplePages(workspace, which, near=2)
    assert pages.total() == len(everybody)
    for offset in (0, 4, 2, 0, 6, 9):
        assert pages.page(offset=offset, limit=2) == everybody[offset : offset + 2]


def test_whoever_comes_has_a_place_once_the_order_is_forgotten(
    workspace: Workspace, people: list[str]
) -> None:
    pages = PeoplePages(workspace, PeopleFilter.OPEN, near=0)
    assert [row.name for row in pages.page(offset=6, limit=2)] == ["Kim Öst"]
    assert pages.total() == len(people)
    registered(workspace, number("20080320"), first="Kim", last="Östby")
    pages.forget()
    assert [row.name for row in pages.page(offset=6, limit=2)] == ["Kim Öst", "Kim Östby"]
    assert pages.total() == len(people) + 1
