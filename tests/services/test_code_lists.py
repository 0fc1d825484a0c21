from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.code_lists import CodeKind, shipped_code
from kaa_desktop.domain.contact_plan import ContactPlan, PlanStep, plan_as_text
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.figure_people import FigurePart
from kaa_desktop.domain.figure_values import Breakdown, Count
from kaa_desktop.domain.home_visits import CandidateFilter
from kaa_desktop.domain.local_codes import ListedCode, lines_of
from kaa_desktop.domain.periods import parse_period
from kaa_desktop.i18n import load_translator
from kaa_desktop.i18n.operations import operation_label
from kaa_desktop.services.code_lists import change_lists, local_lists
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.deliveries import DeliveryOrder, make_delivery
from kaa_desktop.services.figure_people import people_of_figure
from kaa_desktop.services.figures import figures_of_periods
from kaa_desktop.services.home_visits import find_visit_candidates
from kaa_desktop.services.measures import begin_measure, end_measure, offer_measure
from kaa_desktop.services.register_exports import export_register
from kaa_desktop.services.register_files import import_register, write_template
from kaa_desktop.services.registers import close
from kaa_desktop.services.settings import change_settings
from kaa_desktop.services.undo import history, redo, undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from kaa_desktop.system.assets import translations_folder
from tests.services.workspaces import PASSPHRASE, TODAY, MovableClock, opener, registered

PERIOD = parse_period("2026H2")
MEASURE, OCCUPATION, CHANNEL, ENDED = (
    CodeKind.MEASURE,
    CodeKind.OCCUPATION,
    CodeKind.CHANNEL,
    CodeKind.MEASURE_END_REASON,
)


def own(workspace: Workspace, kind: CodeKind, parent: str, label: str) -> str:
    """The municipality adds a value; returns its id."""
    lines = (*lines_of(workspace.shipped[kind], local_lists(workspace)), ListedCode("", parent, label))
    change_lists(workspace, {**local_lists(workspace), kind: lines})
    return workspace.code_lists[kind].find(label).id


def set_lines(workspace: Workspace, kind: CodeKind, lines: Sequence[ListedCode]) -> None:
    change_lists(workspace, {**local_lists(workspace), kind: tuple(lines)})


def lines(workspace: Workspace, kind: CodeKind) -> tuple[ListedCode, ...]:
    return lines_of(workspace.shipped[kind], local_lists(workspace))


def without(workspace: Workspace, kind: CodeKind, *codes: str) -> tuple[ListedCode, ...]:
    return tuple(
        replace(line, offered=line.id not in codes) if line.id in codes else line
        for line in lines(workspace, kind)
    )


def offered(workspace: Workspace, kind: CodeKind) -> list[str]:
    return [value.sv for value in workspace.code_lists[kind].offered_on(TODAY)]


def parts(workspace: Workspace, figure: str, breakdown: Breakdown) -> dict[str, int]:
    (found,) = figures_of_periods(workspace, [PERIOD])
    count = found.values[figure]
    assert isinstance(count, Count)
    return {code: split.total for code, split in count.breakdowns[breakdown].items()}


def test_own_values_are_chosen_and_counted_as_what_they_are(workspace: Workspace, tmp_path: Path) -> None:
    """Nothing is lost to any statistic: each own value is one of the shipped ones."""
    track = own(workspace, MEASURE, "studies", "Jobbspåret komvux")
    farm = own(workspace, OCCUPATION, "work", "Säsongsarbete")
    door = own(workspace, CHANNEL, "letter", "Välkomstbrev")
    done = own(workspace, ENDED, "completed", "Klar med råge")
    assert [shipped_code(code) for code in (track, farm, door, done)] == [
        "studies",
        "work",
        "letter",
        "completed",
    ]
    person = registered(workspace)
    entry = ContactEntry(made_on=TODAY, channel=door, outcome="reached", occupation=farm)
    log_contact(workspace, [person], entry)
    measure_id, _changes = offer_measure(workspace, person, kind=track, offered_on=TODAY)
    begin_measure(workspace, measure_id, started_on=TODAY)
    end_measure(workspace, measure_id, ended_on=TODAY, reason=done, occupation_after=farm)
    assert parts(workspace, "attempts", Breakdown.CHANNEL) == {"letter": 1}
    assert parts(workspace, "occupation_at_end", Breakdown.KIND) == {"work": 1}
    assert parts(workspace, "measures_begun", Breakdown.KIND) == {"studies": 1}
    assert parts(workspace, "measures_ended", Breakdown.REASON) == {"completed": 1}
    assert parts(workspace, "measures_ended", Breakdown.OCCUPATION) == {"work": 1}
    part = FigurePart(figure="measures_begun", breakdown=Breakdown.KIND, code="studies")
    assert [one.id for one in people_of_figure(workspace, PERIOD, part)] == [person]
    order = DeliveryOrder(period=PERIOD, path=tmp_path / "a.csv", password=None, forced_because="Prov")
    make_delivery(workspace, order, NoProgress())
    sent = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    cells = {cell for row in csv.reader(io.StringIO(sent), delimiter=";") for cell in row}
    assert {"Studier på komvux/sfi/orienteringskurs", "Arbete"} <= cells
    assert not cells & {"Jobbspåret komvux", "Säsongsarbete", "Välkomstbrev"}


def test_rules_take_an_own_channel_for_what_it_is(workspace: Workspace) -> None:
    visit = own(workspace, CHANNEL, "home_visit", "Hembesök kväll")
    person = registered(workspace, street="Storgatan 1", postal_code="111 22", city="Stockholm")
    log_contact(workspace, [person], ContactEntry(made_on=TODAY, channel=visit, outcome="no_answer"))
    (candidate,) = find_visit_candidates(workspace, CandidateFilter())
    assert candidate.visited_on == TODAY


def test_values_are_hidden_ordered_and_renamed_and_history_keeps_what_it_said(workspace: Workspace) -> None:
    person = registered(workspace)
    offer_measure(workspace, person, kind="single_talks", offered_on=TODAY)
    track = own(workspace, MEASURE, "studies", "Jobbspåret")
    known = {line.id: line for line in lines(workspace, MEASURE)}
    renamed = replace(known.pop(track), label="Jobbspåret komvux")
    hidden = replace(known.pop("single_talks"), offered=False)
    set_lines(workspace, MEASURE, (renamed, hidden, *known.values()))
    assert offered(workspace, MEASURE)[:2] == ["Jobbspåret komvux", "Regelbundna samtal"]
    assert "Enstaka samtal" not in offered(workspace, MEASURE)
    measure = open_person(workspace, person).measures[0]
    assert workspace.code_lists[MEASURE].label(measure.kind, "sv") == "Enstaka samtal"
    assert workspace.code_lists[MEASURE].find("Enstaka samtal").id == "single_talks"


def test_a_change_of_the_lists_is_undone_and_what_was_said_with_it_stays_readable(
    workspace: Workspace,
) -> None:
    before = workspace.code_lists
    track = own(workspace, MEASURE, "studies", "Jobbspåret")
    swedish = load_translator("sv", translations_folder())
    (step,) = [step for step in history(workspace).undo if step.name == "codes.change"]
    assert operation_label(step.name, step.details, workspace.code_lists, swedish) != step.name
    undo(workspace)
    assert track not in workspace.code_lists[MEASURE]
    assert workspace.code_lists[MEASURE].label(track, "sv") == "Studier på komvux/sfi/orienteringskurs"
    with pytest.raises(InvalidInputError, match=r"code\.unknown"):
        offer_measure(workspace, registered(workspace), kind=track, offered_on=TODAY)
    undo(workspace)  # the registration
    redo(workspace)
    assert before[MEASURE] == workspace.code_lists[MEASURE]


def test_redo_brings_an_own_value_back(workspace: Workspace) -> None:
    track = own(workspace, MEASURE, "studies", "Jobbspåret")
    undo(workspace)
    redo(workspace)
    assert workspace.code_lists[MEASURE].label(track, "en") == "Jobbspåret"


def test_another_who_opens_the_register_has_the_same_lists(
    workspace: Workspace, register_path: Path, clock: MovableClock
) -> None:
    other = opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    own(workspace, MEASURE, "studies", "Jobbspåret")
    third = opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    assert "Jobbspåret" in offered(third, MEASURE)
    assert "Jobbspåret" not in offered(other, MEASURE)
    other.refresh_codes()
    assert "Jobbspåret" in offered(other, MEASURE)
    close(third)
    close(other)


def test_lists_as_they_were_shipped_leave_nothing_behind(workspace: Workspace) -> None:
    set_lines(workspace, MEASURE, without(workspace, MEASURE, "single_talks"))
    assert workspace.settings().local_codes
    set_lines(workspace, MEASURE, [ListedCode(v.id, v.id) for v in workspace.shipped[MEASURE].values])
    assert not workspace.settings().local_codes


@pytest.mark.parametrize(
    ("kind", "line", "code"),
    [
        (MEASURE, ListedCode("", "studies", "  "), "code.no_label"),
        (MEASURE, ListedCode("", "studies", "x" * 61), "code.long_label"),
        (MEASURE, ListedCode("", "", "Jobbspåret"), "code.no_parent"),
        (MEASURE, ListedCode("", "introductory_programme", "IM"), "code.no_parent"),
        (MEASURE, ListedCode("", "studies", "annan  ÅTGÄRD"), "code.label_taken"),
        (MEASURE, ListedCode("", "studies", "Other measure"), "code.label_taken"),
        (OCCUPATION, ListedCode("", "unknown", "Vet ej"), "code.no_parent"),
        (CodeKind.OUTCOME, ListedCode("", "reached", "Nådd snabbt"), "code.fixed_list"),
        (CodeKind.DEREGISTRATION_REASON, ListedCode("", "moved", "Flyttat ut"), "code.fixed_list"),
    ],
)
def test_values_that_could_not_be_counted_or_told_apart_are_refused(
    workspace: Workspace, kind: CodeKind, line: ListedCode, code: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        set_lines(workspace, kind, (*lines(workspace, kind), line))
    assert caught.value.code == code
    assert not local_lists(workspace)


def test_a_list_keeps_something_to_choose_and_what_the_contact_plan_uses(workspace: Workspace) -> None:
    everything = [line.id for line in lines(workspace, MEASURE)]
    with pytest.raises(InvalidInputError, match=r"code\.none_offered"):
        set_lines(workspace, MEASURE, without(workspace, MEASURE, *everything))
    with pytest.raises(InvalidInputError, match=r"code\.in_plan"):
        set_lines(workspace, CHANNEL, without(workspace, CHANNEL, "sms"))
    plan = replace(ContactPlan(), steps=(PlanStep(0, "phone"),), steps_under_18=(PlanStep(0, "phone"),))
    change_settings(workspace, replace(workspace.settings(), contact_plan=plan_as_text(plan)))
    set_lines(workspace, CHANNEL, without(workspace, CHANNEL, "sms"))
    assert "Sms" not in offered(workspace, CHANNEL)


def test_workbooks_carry_own_values_by_name(workspace: Workspace, tmp_path: Path) -> None:
    track = own(workspace, MEASURE, "studies", "Jobbspåret")
    set_lines(workspace, MEASURE, without(workspace, MEASURE, "single_talks"))
    person = registered(workspace)
    offer_measure(workspace, person, kind=track, offered_on=TODAY)
    path = tmp_path / "register.xlsx"
    export_register(workspace, path, NoProgress(), password=None)
    undo(workspace)
    undo(workspace)
    import_register(workspace, path, NoProgress())
    assert [measure.kind for measure in open_person(workspace, person).measures] == [track]
    template = tmp_path / "template.xlsx"
    write_template(workspace.code_lists, template, load_translator("sv", translations_folder()))
    lists = load_workbook(template).worksheets[-1]
    labels = {cell.value for row in lists.iter_rows() for cell in row}
    assert "Jobbspåret" in labels
    assert "Enstaka samtal" not in labels
