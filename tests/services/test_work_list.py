from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pikepdf
import pytest

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.contact_plan import ContactPlan, PlanStep, StepReason, plan_as_text
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.work_list import MuteReason, WorkFilter, WorkGroup, WorkOrder, WorkReason, WorkRow
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.i18n import load_translator
from kaa_desktop.services.backups import verify
from kaa_desktop.services.case_workers import add_case_worker, list_case_workers
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.duplicates import merge_people
from kaa_desktop.services.episodes import assign_episode, close_episode
from kaa_desktop.services.leaves import add_leave, cancel_leave, list_leaves
from kaa_desktop.services.saved_views import forget_view, keep_view, list_views
from kaa_desktop.services.settings import change_settings
from kaa_desktop.services.undo import redo, undo
from kaa_desktop.services.work_actions import assign_people, follow_plan, mute, set_next_step, unmute
from kaa_desktop.services.work_list import (
    count_work,
    has_own_work,
    list_work,
    people_of_work,
    simulate_plan,
    work_areas,
    work_of,
)
from kaa_desktop.services.work_prints import write_work_list
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from kaa_desktop.system.assets import translations_folder
from tests.services.workspaces import MovableClock, number, reads, registered

TODAY = date(2026, 9, 30)
SOON = TODAY + timedelta(days=3)


@pytest.fixture
def alva(workspace: Workspace) -> str:
    """Registered three weeks ago, never tried."""
    return registered(workspace, number("20080315"), on=date(2026, 9, 9), first="Alva", last="Berg")


def row(workspace: Workspace, person_id: str) -> WorkRow:
    found = work_of(workspace, person_id)
    assert found is not None
    return found


def names(
    workspace: Workspace,
    group: WorkGroup = WorkGroup.DUE,
    *,
    mine: bool = False,
    text: str = "",
    areas: tuple[str, ...] = (),
) -> list[str]:
    wanted = WorkFilter(group=group, mine=mine, text=text, areas=areas)
    found = [found.person.name for found in list_work(workspace, wanted, offset=0, limit=99)]
    assert len(found) == count_work(workspace, wanted)[group] == len(people_of_work(workspace, wanted))
    return found


def no_answer(workspace: Workspace, *people: str, outcome: str = "no_answer") -> None:
    log_contact(workspace, people, ContactEntry(made_on=TODAY, channel="phone", outcome=outcome))


def test_an_attempt_leads_on_and_undo_leads_back(workspace: Workspace, alva: str) -> None:
    assert row(workspace, alva).reasons[:2] == (WorkReason.OVERDUE, WorkReason.NEVER_ATTEMPTED)
    no_answer(workspace, alva)
    assert row(workspace, alva).item.step.due_on == TODAY + timedelta(days=7)
    undo(workspace)
    assert names(workspace) == ["Alva Berg"]
    redo(workspace)
    assert names(workspace) == []
    no_answer(workspace, alva, outcome="reached")
    assert row(workspace, alva).item.step.reason is StepReason.FOLLOW_UP


def test_whoever_is_closed_leaves_the_list(workspace: Workspace, alva: str) -> None:
    episode = open_person(workspace, alva).open_episode
    assert episode is not None
    close_episode(workspace, episode.id, deregistered_on=TODAY, reason="moved")
    assert work_of(workspace, alva) is None
    undo(workspace)
    assert names(workspace) == ["Alva Berg"]


def test_a_step_by_hand_stands_until_the_next_attempt(workspace: Workspace, alva: str) -> None:
    set_next_step(workspace, [alva], "email", SOON)
    assert (row(workspace, alva).item.step.channel, row(workspace, alva).item.step.due_on) == ("email", SOON)
    follow_plan(workspace, [alva])
    assert row(workspace, alva).item.step.reason is StepReason.FIRST
    set_next_step(workspace, [alva], "email", SOON)
    log_contact(workspace, [alva], ContactEntry(made_on=date(2026, 9, 20), channel="letter", outcome="sent"))
    assert row(workspace, alva).item.step.reason is StepReason.BY_HAND  # noted late, made before the step
    no_answer(workspace, alva)
    assert row(workspace, alva).item.step.reason is StepReason.NEXT


def test_muting_hides_until_the_day_has_come(workspace: Workspace, alva: str, clock: MovableClock) -> None:
    mute(workspace, [alva], SOON, MuteReason.AWAY)
    assert names(workspace) == []
    assert names(workspace, WorkGroup.MUTED) == ["Alva Berg"]
    assert row(workspace, alva).item.mute_reason is MuteReason.AWAY
    clock.moment += timedelta(days=3)
    assert names(workspace) == ["Alva Berg"]
    assert names(workspace, WorkGroup.MUTED) == []
    clock.moment -= timedelta(days=3)
    unmute(workspace, [alva])
    assert names(workspace) == ["Alva Berg"]


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda w, p: mute(w, [p], TODAY, MuteReason.AWAY), "mute.past"),
        (lambda w, p: mute(w, [p], TODAY + timedelta(days=400), MuteReason.AWAY), "mute.too_long"),
        (lambda w, p: set_next_step(w, [p], "phone", TODAY - timedelta(days=1)), "next_step.past"),
        (lambda w, p: set_next_step(w, [p], "pigeon", SOON), "code.unknown"),
        (lambda w, _p: keep_view(w, "today", "  ", {}), "view.name_missing"),
    ],
)
def test_what_makes_no_sense_is_refused(
    workspace: Workspace, alva: str, act: Callable[[Workspace, str], Changes], code: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        act(workspace, alva)
    assert caught.value.code == code


def test_mine_are_those_i_answer_for_and_those_i_stand_in_for(
    workspace: Workspace, alva: str, clock: MovableClock
) -> None:
    bo = registered(workspace, number("20080415", "239"), on=date(2026, 9, 10), first="Bo", last="Ek")
    me, _changes = add_case_worker(workspace, workspace.register.actor)
    other, _changes = add_case_worker(workspace, "Lo Vik")
    assert not has_own_work(workspace)
    assign_people(workspace, [alva], me)
    assign_people(workspace, [bo], other)
    assert has_own_work(workspace)
    assert names(workspace, mine=True) == ["Alva Berg"]
    add_leave(workspace, case_worker_id=other, substitute_id=me, first_day=TODAY, last_day=SOON)
    assert names(workspace, mine=True) == ["Alva Berg", "Bo Ek"]
    clock.moment += timedelta(days=4)
    assert names(workspace, mine=True) == ["Alva Berg"]
    assert list_leaves(workspace) == ()
    clock.moment -= timedelta(days=4)
    (leave,) = list_leaves(workspace)
    cancel_leave(workspace, leave.id)
    assert names(workspace, mine=True) == ["Alva Berg"]
    undo(workspace)
    assert names(workspace, mine=True) == ["Alva Berg", "Bo Ek"]


def test_assigning_many_is_one_step_back(workspace: Workspace, alva: str) -> None:
    bo = registered(workspace, number("20080415", "239"), on=date(2026, 9, 10), first="Bo", last="Ek")
    worker, _changes = add_case_worker(workspace, "Lo Vik")
    assign_people(workspace, [alva, bo], worker)
    assert names(workspace, WorkGroup.UNASSIGNED) == []
    undo(workspace)
    assert names(workspace, WorkGroup.UNASSIGNED) == ["Alva Berg", "Bo Ek"]


def test_words_and_area_narrow_the_list(workspace: Workspace, alva: str) -> None:
    registered(
        workspace,
        number("20080415", "239"),
        on=date(2026, 9, 10),
        first="Bo",
        last="Ek",
        postal_code="123 45",
        city="Ekköping",
    )
    assert alva
    assert names(workspace, text="ber alv") == ["Alva Berg"]
    assert names(workspace, text="20080415") == ["Bo Ek"]
    assert work_areas(workspace) == (("123 Ekköping", 1),)
    assert names(workspace, areas=("123 Ekköping",)) == ["Bo Ek"]
    registered(workspace, number("20080601"), first="Cia", last="Lind", postal_code="171 71", city="Solna")
    assert sorted(names(workspace, areas=("123 Ekköping", "171 Solna"))) == ["Bo Ek", "Cia Lind"]


def test_the_list_is_sorted_by_any_column_and_what_is_not_known_comes_last(
    workspace: Workspace, alva: str
) -> None:
    bo = registered(workspace, number("20070415", "239"), on=date(2026, 9, 10), first="Bo", last="Ask")
    cia = registered(workspace, number("20080601"), on=date(2026, 9, 3), first="Cia", last="Örn")
    registered(workspace, number("20070101"), protection=Protection.CONFIDENTIALITY_MARK)
    (anna,) = list_case_workers(workspace)
    for person in (alva, cia):
        episode = open_person(workspace, person).open_episode
        assert episode is not None
        assign_episode(workspace, episode.id, anna.id)
    log_contact(
        workspace,
        [bo],
        ContactEntry(made_on=TODAY, channel="phone", outcome="reached", occupation="work"),
    )

    def sorted_by(order: WorkOrder, *, descending: bool = False) -> list[str]:
        wanted = WorkFilter(group=WorkGroup.FLAWS, order=order, descending=descending)
        people = [row.person for row in list_work(workspace, wanted, offset=0, limit=9)]
        assert [person.id for person in people] == list(people_of_work(workspace, wanted))
        return [person.name.split()[0] for person in people if not person.protection]

    assert sorted_by(WorkOrder.NAME) == ["Bo", "Alva", "Cia"]
    assert sorted_by(WorkOrder.NAME, descending=True) == ["Cia", "Alva", "Bo"]
    assert sorted_by(WorkOrder.DUE) == ["Cia", "Alva", "Bo"]
    assert sorted_by(WorkOrder.AGE) == ["Cia", "Alva", "Bo"]
    assert sorted_by(WorkOrder.WORKER)[2] == "Bo"
    assert sorted_by(WorkOrder.WORKER, descending=True)[2] == "Bo"
    assert sorted_by(WorkOrder.OCCUPATION)[0] == "Bo"
    assert sorted_by(WorkOrder.STEP) == ["Cia", "Alva", "Bo"]


def test_another_plan_places_everybody_anew(workspace: Workspace, alva: str) -> None:
    late = ContactPlan(steps=(PlanStep(40, "sms"),))
    assert simulate_plan(workspace, late).now == 0
    assert simulate_plan(workspace, ContactPlan()).week == 1
    change_settings(workspace, _with(workspace, late))
    assert names(workspace) == []
    assert row(workspace, alva).item.step.due_on == date(2026, 9, 9) + timedelta(days=40)
    undo(workspace)
    assert names(workspace) == ["Alva Berg"]


def test_a_plan_with_an_unknown_channel_is_refused(workspace: Workspace) -> None:
    with pytest.raises(InvalidInputError) as caught:
        change_settings(workspace, _with(workspace, ContactPlan(follow_up_channel="pigeon")))
    assert caught.value.code == "code.unknown"


def _with(workspace: Workspace, plan: ContactPlan) -> RegisterSettings:
    return replace(workspace.settings(), contact_plan=plan_as_text(plan))


def test_a_merge_takes_along_the_step_and_the_muting(workspace: Workspace, alva: str) -> None:
    other = registered(workspace, number("20080415", "239"), on=date(2026, 9, 10), first="Bo", last="Ek")
    episode = open_person(workspace, other).open_episode
    assert episode is not None
    set_next_step(workspace, [other], "email", SOON)
    mute(workspace, [other], SOON, MuteReason.AWAY)
    close_episode(workspace, episode.id, deregistered_on=TODAY, reason="registered_in_error")
    merge_people(workspace, alva, other)
    found = row(workspace, alva)
    assert found.item.step.channel == "email"
    assert found.item.muted_until == SOON
    assert verify(workspace).findings == ()


def test_views_are_the_users_own(workspace: Workspace) -> None:
    keep_view(workspace, "today", " Norr ", {"area": "123 Ekköping"})
    keep_view(workspace, "today", "Norr", {"area": "124 Ekköping"})
    assert list_views(workspace, "today") == {"Norr": {"area": "124 Ekköping"}}
    assert list_views(workspace, "people") == {}
    forget_view(workspace, "today", "Norr")
    assert list_views(workspace, "today") == {}


def test_the_print_leaves_protected_people_out_and_is_logged(
    workspace: Workspace, alva: str, tmp_path: Path
) -> None:
    registered(
        workspace, on=date(2026, 9, 9), protection=Protection.CONFIDENTIALITY_MARK, first="Hemlig", last="X"
    )
    english = load_translator("en", translations_folder())
    printed = write_work_list(workspace, WorkFilter(), tmp_path / "a.pdf", english, password="hemligt ord")
    assert [found.person.id for found in printed.rows] == [alva]
    assert (printed.left_out, printed.total) == (1, 2)
    assert reads(workspace)[-1] == (alva, "work_list", "")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf", password="hemligt ord") as pdf:
        assert str(pdf.docinfo.get("/Title", "")).startswith("Work list") or pdf.Root.StructTreeRoot
