from __future__ import annotations

from datetime import date

import pytest

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.flows import Destination, Flow, Origin
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.flows import people_of_flow, where_did_they_go
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.reconciliation import standing
from kaa_desktop.services.source_files import import_source
from kaa_desktop.services.workspace import Workspace
from tests.services.workspaces import FIXTURES, TODAY, new_people, register_new

TOWN = FIXTURES / "kommun"
A_YEAR_AGO = date(2025, 9, 30)


@pytest.fixture
def town(workspace: Workspace) -> Workspace:
    import_population(workspace, TOWN / "folkbokforing.csv", NoProgress())
    import_source(workspace, TOWN / "elever.xlsx", NoProgress(), kind=FileKind.ENROLMENT)
    import_source(workspace, TOWN / "examina.csv", NoProgress(), kind=FileKind.EXAMS)
    return workspace


def test_from_last_years_pupils_to_today(town: Workspace) -> None:
    flows = where_did_they_go(town, A_YEAR_AGO)
    assert flows.by_destination(Origin.PUPIL) == {
        Destination.SAME: 1276,
        Destination.DIPLOMA: 434,
        Destination.STUDY_CERTIFICATE: 89,
        Destination.LEFT_NOT_KNOWN: 70,
    }
    assert flows.by_destination(Origin.COMPULSORY_SCHOOL) == {
        Destination.BEGAN: 650,
        Destination.NEVER_BEGAN: 53,
    }


def test_those_who_are_lost_are_in_the_target_group(town: Workspace) -> None:
    flows = where_did_they_go(town, A_YEAR_AGO)
    inside = standing(town, TODAY, NoProgress()).outcome.target_group
    for flow, keys in flows.people.items():
        lost = flow.destination in {
            Destination.LEFT_NOT_KNOWN,
            Destination.NEVER_BEGAN,
            Destination.STUDY_CERTIFICATE,
        }
        assert set(keys) <= inside if lost else not set(keys) & inside


def test_those_in_the_register_are_told_by_what_they_do(town: Workspace) -> None:
    lost = set(where_did_they_go(town, A_YEAR_AGO).people[Flow(Origin.PUPIL, Destination.LEFT_NOT_KNOWN)])
    ids = [key for key in new_people(town) if key in lost][:2]
    register_new(town, ids)
    entry = ContactEntry(made_on=TODAY, channel="phone", outcome="reached", occupation="work")
    log_contact(town, ids[:1], entry)
    people = where_did_they_go(town, A_YEAR_AGO).people
    assert people[Flow(Origin.PUPIL, Destination.LEFT_REGISTERED, "work")] == ids[:1]
    assert people[Flow(Origin.PUPIL, Destination.LEFT_REGISTERED, "unknown")] == ids[1:]
    assert len(people[Flow(Origin.PUPIL, Destination.LEFT_NOT_KNOWN)]) == len(lost) - 2


def test_it_takes_sources_and_a_day_before(workspace: Workspace) -> None:
    with pytest.raises(InvalidInputError, match=r"flows\.no_sources"):
        where_did_they_go(workspace, A_YEAR_AGO)
    with pytest.raises(InvalidInputError, match=r"flows\.order"):
        where_did_they_go(workspace, TODAY)


def test_the_people_of_a_stream_are_named_where_the_register_holds_them(town: Workspace) -> None:
    lost = where_did_they_go(town, A_YEAR_AGO).people[Flow(Origin.PUPIL, Destination.LEFT_NOT_KNOWN)]
    assert people_of_flow(town, lost) == ()
    ids = [key for key in new_people(town) if key in set(lost)][:3]
    register_new(town, ids)
    named = people_of_flow(town, lost)
    assert {row.id for row in named} == set(ids)
    assert [row.name for row in named] == sorted((row.name for row in named), key=str.casefold)
