from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kaa_desktop.domain.episodes import Episode
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.measures import Measure
from kaa_desktop.services.episodes import close_episode, correct_episode
from kaa_desktop.services.measures import begin_measure, correct_measure, offer_measure, remove_measure
from kaa_desktop.services.undo import undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from tests.services.workspaces import operations, registered


def day(text: str) -> date:
    return date.fromisoformat(text)


def episodes(workspace: Workspace, person: str) -> tuple[Episode, ...]:
    return open_person(workspace, person).episodes


def measures(workspace: Workspace, person: str) -> tuple[Measure, ...]:
    return open_person(workspace, person).measures


@pytest.fixture
def twice(workspace: Workspace) -> str:
    """Somebody who was here in spring, and is again."""
    person = registered(workspace, on=day("2026-01-10"))
    first = episodes(workspace, person)[0]
    close_episode(workspace, first.id, deregistered_on=day("2026-05-01"), reason="began_introductory")
    registered(workspace, on=day("2026-08-01"))
    return person


def test_days_and_reasons_of_a_registration_are_put_right(workspace: Workspace, twice: str) -> None:
    first = episodes(workspace, twice)[0]
    corrected = replace(
        first,
        registered_on=day("2026-01-05"),
        registration_reason="dropped_out",
        deregistered_on=day("2026-04-30"),
        deregistration_reason="moved",
    )
    correct_episode(workspace, corrected)
    assert episodes(workspace, twice)[0] == corrected
    assert operations(workspace)[-1] == "episode.correct"
    undo(workspace)
    assert episodes(workspace, twice)[0] == first


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"registered_on": day("2026-12-01")}, "episode.future"),
        ({"registered_on": day("2028-07-01")}, "episode.future"),
        ({"deregistered_on": None}, "episode.date_missing"),
        ({"deregistered_on": None, "deregistration_reason": ""}, "episode.overlap_other"),
        ({"deregistered_on": day("2026-08-02")}, "episode.overlap_other"),
        ({"deregistered_on": day("2026-01-09")}, "episode.end_before_start"),
        ({"deregistration_reason": ""}, "episode.reason_missing"),
        ({"deregistration_reason": "turned_20"}, "episode.not_birthday"),
        ({"registration_reason": "nonsense"}, "code.unknown"),
    ],
)
def test_a_contradiction_is_refused_and_changes_nothing(
    workspace: Workspace, twice: str, changes: dict[str, Any], code: str
) -> None:
    before = episodes(workspace, twice)
    with pytest.raises(InvalidInputError) as refused:
        correct_episode(workspace, replace(before[0], **changes))
    assert refused.value.code == code
    assert episodes(workspace, twice) == before


def test_a_registration_that_was_closed_by_mistake_is_opened_again(workspace: Workspace) -> None:
    person = registered(workspace)
    episode = episodes(workspace, person)[0]
    close_episode(workspace, episode.id, deregistered_on=day("2026-09-01"), reason="moved")
    correct_episode(workspace, episode)
    assert episodes(workspace, person)[0].open


def test_one_in_error_overlaps_nothing(workspace: Workspace, twice: str) -> None:
    first = episodes(workspace, twice)[0]
    wrong = replace(first, deregistered_on=day("2026-09-01"), deregistration_reason="registered_in_error")
    correct_episode(workspace, wrong)
    assert episodes(workspace, twice)[0] == wrong


def test_a_measure_is_put_right_and_taken_out(workspace: Workspace) -> None:
    person = registered(workspace)
    measure_id, _changes = offer_measure(workspace, person, kind="guidance", offered_on=day("2026-08-10"))
    begin_measure(workspace, measure_id, started_on=day("2026-08-20"))
    corrected = replace(measures(workspace, person)[0], kind="studies", started_on=day("2026-08-15"))
    correct_measure(workspace, corrected)
    assert measures(workspace, person) == (corrected,)
    with pytest.raises(InvalidInputError, match=r"measure\.begin_before_offer"):
        correct_measure(workspace, replace(corrected, started_on=day("2026-08-09")))
    remove_measure(workspace, measure_id)
    assert measures(workspace, person) == ()
    undo(workspace)
    assert measures(workspace, person) == (corrected,)
