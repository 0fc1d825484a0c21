from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kaa_desktop.domain.episodes import EpisodeState
from kaa_desktop.domain.errors import InvalidInputError, NotAllowedError
from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.episodes import close_episode
from kaa_desktop.services.measures import answer_offer, begin_measure, end_measure, offer_measure
from kaa_desktop.services.searches import search, search_protected
from kaa_desktop.services.timelines import open_noted
from kaa_desktop.services.undo import undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import (
    change_person,
    count_people,
    list_people,
    note_reading,
    open_person,
)
from tests.services.workspaces import counts, details, number, operations, reads, registered

DAY = date(2026, 9, 10)


def without_right(workspace: Workspace) -> Workspace:
    """The same register in the hands of a user who may not see protected people."""
    workspace.register.keys = replace(workspace.register.keys, protected_key=None)
    return workspace


def save(workspace: Workspace, person_id: str, changed: PersonDetails, protection: Protection) -> bool:
    """Save the person page; returns whether anything changed."""
    view = open_person(workspace, person_id, reason="test")
    changes = change_person(
        workspace,
        person_id,
        details=changed,
        birth_date=view.person.birth_date,
        protection=protection,
        home_municipality=view.person.home_municipality,
    )
    return changes.operation_id is not None


def states(workspace: Workspace, person_id: str) -> tuple[EpisodeState, EpisodeState]:
    """On the person's page, and in the list."""
    (row,) = list_people(workspace, PeopleFilter.ALL, offset=0, limit=10)
    return open_person(workspace, person_id).state, row.state


def test_the_state_follows_from_what_has_happened(workspace: Workspace) -> None:
    person = registered(workspace, on=date(2026, 9, 1))
    assert states(workspace, person) == (EpisodeState.NOT_CONTACTED,) * 2
    log_contact(workspace, [person], ContactEntry(made_on=DAY, channel="phone", outcome="no_answer"))
    assert states(workspace, person) == (EpisodeState.ATTEMPTED,) * 2
    log_contact(workspace, [person], ContactEntry(made_on=DAY, channel="phone", outcome="reached"))
    assert states(workspace, person) == (EpisodeState.REACHED,) * 2
    offer, _ = offer_measure(workspace, person, kind="guidance", offered_on=DAY)
    assert states(workspace, person) == (EpisodeState.MEASURE_OFFERED,) * 2
    answer_offer(workspace, offer, response="declined")
    assert states(workspace, person) == (EpisodeState.DECLINED,) * 2
    second, _ = offer_measure(workspace, person, kind="single_talks", offered_on=date(2026, 9, 12))
    answer_offer(workspace, second, response="accepted")
    assert states(workspace, person) == (EpisodeState.MEASURE_OFFERED,) * 2
    begin_measure(workspace, second, started_on=date(2026, 9, 14))
    assert states(workspace, person) == (EpisodeState.IN_MEASURE,) * 2
    end_measure(workspace, second, ended_on=date(2026, 9, 20), reason="completed", occupation_after="work")
    assert states(workspace, person) == (EpisodeState.DECLINED,) * 2
    episode = open_person(workspace, person).episode
    assert episode is not None
    close_episode(workspace, episode.id, deregistered_on=date(2026, 9, 21), reason="moved")
    assert states(workspace, person) == (EpisodeState.CLOSED,) * 2
    registered(workspace, on=date(2026, 9, 22))
    assert states(workspace, person) == (EpisodeState.NOT_CONTACTED,) * 2


def test_a_measure_that_runs_from_a_former_episode_still_counts(workspace: Workspace) -> None:
    person = registered(workspace, on=date(2026, 9, 1))
    offer, _ = offer_measure(workspace, person, kind="guidance", offered_on=date(2026, 9, 2))
    begin_measure(workspace, offer, started_on=date(2026, 9, 3))
    episode = open_person(workspace, person).episode
    assert episode is not None
    close_episode(workspace, episode.id, deregistered_on=date(2026, 9, 21), reason="moved")
    registered(workspace, on=date(2026, 9, 22))
    assert states(workspace, person) == (EpisodeState.IN_MEASURE,) * 2


def test_two_offers_of_one_day_are_ordered_alike_on_page_and_in_list(workspace: Workspace) -> None:
    person = registered(workspace, on=date(2026, 9, 1))
    offers = [offer_measure(workspace, person, kind="guidance", offered_on=DAY)[0] for _ in range(2)]
    answer_offer(workspace, offers[1], response="declined")
    assert states(workspace, person) == (EpisodeState.DECLINED,) * 2


def test_what_a_contact_told_is_known_until_it_is_stale(workspace: Workspace) -> None:
    person = registered(workspace, on=date(2026, 5, 1))
    entry = ContactEntry(made_on=date(2026, 7, 2), channel="phone", outcome="reached", occupation="work")
    log_contact(workspace, [person], entry)  # 90 days before today
    view = open_person(workspace, person)
    assert view.occupation is not None
    assert (view.occupation.kind, view.occupation_known) == ("work", True)
    assert view.last_reached_on == date(2026, 7, 2)
    undo(workspace)
    log_contact(workspace, [person], replace(entry, made_on=date(2026, 7, 1)))
    assert not open_person(workspace, person).occupation_known


def test_nobody_with_that_id(workspace: Workspace) -> None:
    with pytest.raises(InvalidInputError, match=r"person\.unknown"):
        open_person(workspace, "nobody")


def test_a_protected_person_is_a_case_number_without_a_reason(workspace: Workspace) -> None:
    person = registered(workspace, protection=Protection.CONFIDENTIALITY_MARK, phone="070-174 06 05")
    hidden = open_person(workspace, person).person
    assert hidden.details is None
    assert hidden.display_name == hidden.case_number != ""
    shown = open_person(workspace, person, reason="Återkoppling till skola").person
    assert shown.details is not None
    assert shown.display_name == "Örjan Åkesson"
    (row,) = list_people(workspace, PeopleFilter.ALL, offset=0, limit=10)
    assert (row.name, row.number, row.phone, row.birth_date) == (hidden.case_number, "", "", None)


def test_a_reason_does_not_help_without_the_right(workspace: Workspace) -> None:
    person = registered(workspace, protection=Protection.CONFIDENTIALITY_MARK)
    stranger = without_right(workspace)
    assert open_person(stranger, person).person.details is None
    with pytest.raises(NotAllowedError, match=r"person\.no_right"):
        open_person(stranger, person, reason="nyfiken")
    with pytest.raises(NotAllowedError, match=r"person\.no_right"):
        search_protected(stranger, "Åkesson", reason="nyfiken")
    with pytest.raises(NotAllowedError, match=r"person\.protected"):
        change_person(
            stranger,
            person,
            details=details("20080701-2398"),
            birth_date=None,
            protection=Protection.NONE,
            home_municipality="0180",
        )


def test_reading_is_logged_with_its_reason(workspace: Workspace) -> None:
    person = registered(workspace)
    note_reading(workspace, person)
    note_reading(workspace, person, reason="Uppföljning")
    assert reads(workspace) == [(person, "person", ""), (person, "person", "Uppföljning")]
    assert operations(workspace)[-1] == "person.register"


def test_whoever_opens_a_protected_person_is_logged_before_anything_is_shown(workspace: Workspace) -> None:
    person = registered(workspace, protection=Protection.CONFIDENTIALITY_MARK)
    opened = open_noted(workspace, person, reason="Hembesök")
    assert opened.view.person.details is not None
    assert reads(workspace) == [(person, "person", "Hembesök")]


def test_saving_what_is_there_makes_no_operation(workspace: Workspace) -> None:
    for protection in (Protection.NONE, Protection.CONFIDENTIALITY_MARK):
        value = number("20080701" if protection else "20080702")
        person = registered(workspace, value, protection=protection)
        before = counts(workspace)
        assert not save(workspace, person, details(value), protection)
        assert counts(workspace) == before


def test_changed_details_are_found_by_search(workspace: Workspace) -> None:
    person = registered(workspace)
    assert save(workspace, person, details("20080701-2398", "Östen", phone="070-1740605"), Protection.NONE)
    assert [row.id for row in search(workspace, "östen 0701740605")] == [person]
    assert search(workspace, "örjan") == ()
    undo(workspace)
    assert [row.id for row in search(workspace, "orjan ake")] == [person]


def test_who_becomes_protected_is_hidden_everywhere(workspace: Workspace) -> None:
    person = registered(workspace, street="Storgatan 1", phone="070-1740605")
    assert save(workspace, person, details("20080701-2398"), Protection.PROTECTED_REGISTRATION)
    for text in ("Örjan", "kesso", "20080701", "2398", "0701740605", "Storgatan"):
        assert search(workspace, text) == ()
    assert possible_traces(workspace) == 0
    with pytest.raises(NotAllowedError, match=r"undo\.erased"):
        undo(workspace)
    case_number = open_person(workspace, person).person.case_number
    assert [row.id for row in search(workspace, case_number)] == [person]
    assert save(workspace, person, details("20080701-2398"), Protection.NONE)
    assert [row.id for row in search(workspace, "Örjan")] == [person]


def possible_traces(workspace: Workspace) -> int:
    """Rows of tables and log that name the person."""
    statement = (
        "SELECT (SELECT count(*) FROM change_log WHERE coalesce(old_values, '') || coalesce(new_values, '')"
        " LIKE '%kesson%') + (SELECT count(*) FROM young_person WHERE last_name <> '')"
    )
    with workspace.register.read() as connection:
        return int(connection.exec_driver_sql(statement).scalar_one())


def test_protected_people_are_searched_in_clear_with_a_reason_each_logged(workspace: Workspace) -> None:
    person = registered(workspace, protection=Protection.CONFIDENTIALITY_MARK)
    other = registered(
        workspace, number("20080703"), protection=Protection.CONFIDENTIALITY_MARK, first="Bo", last="Berg"
    )
    (row,) = search_protected(workspace, "åkes", reason="Anmälan från skola")
    assert (row.id, row.name, row.number) == (person, "Örjan Åkesson", "20080701-2398")
    assert reads(workspace) == [(person, "search", "Anmälan från skola")]
    case_number = open_person(workspace, other).person.case_number
    assert [r.id for r in search_protected(workspace, case_number, reason="x")] == [other]
    assert [r.id for r in search_protected(workspace, "20080701-23", reason="x")] == [person]
    assert search_protected(workspace, "cecilia", reason="x") == ()


def test_the_list_pages_in_swedish_order(workspace: Workspace) -> None:
    names = ["Öberg", "Ärlig", "Åkesson", "Zetter", "Andersson"]
    for day, last in enumerate(names, start=1):
        registered(workspace, number(f"200807{day:02d}"), last=last)
    pages = [list_people(workspace, PeopleFilter.OPEN, offset=offset, limit=2) for offset in (0, 2, 4)]
    assert [row.name.split()[1] for page in pages for row in page] == [
        *names[::-1][:2],
        "Åkesson",
        "Ärlig",
        "Öberg",
    ]
    assert [count_people(workspace, which) for which in PeopleFilter] == [5, 0, 5]
