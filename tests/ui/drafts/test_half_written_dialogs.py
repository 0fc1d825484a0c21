"""Every form in which something is typed keeps it while it is typed, and offers it where it was begun."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.home_visits import RoundPlan
from kaa_desktop.domain.periods import parse_period
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.draft_labels import draft_form_label
from kaa_desktop.services.delivery_profiles import delivery_profile
from kaa_desktop.services.drafts import draft_at, drafts_left
from kaa_desktop.services.home_visits import list_rounds, open_round, plan_round
from kaa_desktop.services.measures import offer_measure
from kaa_desktop.services.notice_imports import NoticeEntry, add_notice
from kaa_desktop.services.searches import search
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import Registration, open_person, read_number, register_person
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.new_worker import NewWorkerDialog
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.contacts.also_for import OtherPerson
from kaa_desktop.ui.contacts.log_dialog import LogDialog
from kaa_desktop.ui.contacts.step_dialogs import MuteDialog, StepDialog
from kaa_desktop.ui.delivery.form_dialog import DeliveryFormDialog
from kaa_desktop.ui.delivery.make_dialog import MakeDeliveryDialog
from kaa_desktop.ui.notices.entry_dialog import NoticeEntryDialog
from kaa_desktop.ui.notices.lines import NoticeLine, NoticeList, read_lines
from kaa_desktop.ui.notices.register_dialogs import RegisterDialog
from kaa_desktop.ui.people.edit_dialog import EditDialog
from kaa_desktop.ui.people.episode_dialogs import CloseDialog, RegisterAgainDialog
from kaa_desktop.ui.people.measure_dialogs import EndDialog, OfferDialog
from kaa_desktop.ui.people.words import PeopleWords
from kaa_desktop.ui.settings.export_dialog import RegisterExportDialog
from kaa_desktop.ui.settings.leave_sheet import LeaveDialog
from kaa_desktop.ui.today.dialogs import ViewNameDialog
from kaa_desktop.ui.visits.log_dialog import LogVisitsDialog
from kaa_desktop.ui.visits.round_dialog import RoundDialog
from tests.services.workspaces import TODAY, details, number, registered
from tests.ui.drivers.pages import PageDriver, Surroundings, window_of

PERIOD = "2026H2"
UNNAMED = number("20080314")


@dataclass
class Desk:
    """Opens a dialog as its page does, over a window that is otherwise empty."""

    context: UiContext
    window: QWidget
    driver: PageDriver
    somebody: str

    @property
    def workspace(self) -> Workspace:
        return self.context.workspace

    @property
    def operations(self) -> Operations:
        return Operations(self.context, self.window)

    def open(self, make: Opener) -> None:
        make(self).open()

    def at_home(self) -> str:
        """Somebody with an address, always the same."""
        known = search(self.workspace, "Noor")
        if known:
            return known[0].id
        who = details(number("20080401"), "Noor", "Haddad", street="Granvägen 12", city="Ekköping")
        return register_person(self.workspace, Registration(details=who, registered_on=TODAY))[0]


Opener = Callable[[Desk], QDialog]


@pytest.fixture
def desk(surroundings: Surroundings, qtbot: QtBot) -> Desk:
    seen: list[UiContext] = []

    def build(context: UiContext) -> QWidget:
        seen.append(context)
        return QWidget()

    window, _page = window_of(build, surroundings, qtbot)
    somebody = registered(surroundings.workspace, first="Kim", last="Berg")
    return Desk(seen[0], window, PageDriver(window, qtbot), somebody)


def mute(desk: Desk) -> QDialog:
    return MuteDialog(desk.window, desk.context, desk.operations, [OtherPerson(desk.somebody, "Kim")])


def mute_several(desk: Desk) -> QDialog:
    people = [OtherPerson(desk.somebody, "Kim"), OtherPerson("elsewhere", "Lo")]
    return MuteDialog(desk.window, desk.context, desk.operations, people)


def next_step(desk: Desk) -> QDialog:
    people = [OtherPerson(desk.somebody, "Kim")]
    return StepDialog(desk.window, desk.context, desk.operations, people)


def register_again(desk: Desk) -> QDialog:
    view = open_person(desk.workspace, desk.somebody)
    assert view.person.details is not None
    return RegisterAgainDialog(
        desk.window, desk.context, desk.operations, view=view, details=view.person.details
    )


def new_round(desk: Desk) -> QDialog:
    return RoundDialog(desk.window, desk.context, desk.operations, done=lambda _id: None)


def change_round(desk: Desk) -> QDialog:
    if not list_rounds(desk.workspace):
        plan_round(desk.workspace, RoundPlan(planned_on=TODAY))
    found = list_rounds(desk.workspace)[0]
    return RoundDialog(desk.window, desk.context, desk.operations, found=found, done=lambda _id: None)


def register_from_notice(desk: Desk) -> QDialog:
    if not to_decide(desk):
        entry = NoticeEntry(
            number=read_number(desk.workspace, UNNAMED), kind=NoticeKind.LEAVES, dated=TODAY, school="Norra"
        )
        add_notice(desk.workspace, entry)
    return RegisterDialog(desk.window, desk.context, desk.operations, to_decide(desk))


def to_decide(desk: Desk) -> list[NoticeLine]:
    return read_lines(desk.workspace, NoticeList.TO_DECIDE, offset=0, limit=-1)


def keep_view(desk: Desk) -> QDialog:
    return ViewNameDialog(desk.window, desk.context, desk.operations)


def leave(desk: Desk) -> QDialog:
    return LeaveDialog(desk.window, desk.context, desk.operations)


def new_worker(desk: Desk) -> QDialog:
    return NewWorkerDialog(desk.window, desk.context)


def make_delivery(desk: Desk) -> QDialog:
    period = parse_period(PERIOD)
    return MakeDeliveryDialog(desk.window, desk.context, desk.operations, period, errors=1)


def delivery_form(desk: Desk) -> QDialog:
    profile = delivery_profile(desk.workspace, parse_period(PERIOD))
    return DeliveryFormDialog(desk.window, desk.context, desk.operations, profile)


def log_several(desk: Desk) -> QDialog:
    people = [OtherPerson(desk.somebody, "Kim"), OtherPerson("elsewhere", "Lo")]
    return LogDialog(desk.window, desk.context, desk.operations, people)


def edit(desk: Desk) -> QDialog:
    words = PeopleWords(desk.context.translator, desk.workspace)
    view = open_person(desk.workspace, desk.somebody)
    return EditDialog(desk.window, desk.context, desk.operations, words, view)


def close_episode(desk: Desk) -> QDialog:
    view = open_person(desk.workspace, desk.somebody)
    assert view.open_episode is not None
    return CloseDialog(desk.window, desk.context, desk.operations, view=view, episode=view.open_episode)


def offer(desk: Desk) -> QDialog:
    return OfferDialog(desk.window, desk.context, desk.operations, desk.somebody)


def end_measure(desk: Desk) -> QDialog:
    if not open_person(desk.workspace, desk.somebody).measures:
        offer_measure(desk.workspace, desk.somebody, kind="guidance", offered_on=TODAY)
    measure = open_person(desk.workspace, desk.somebody).measures[0]
    return EndDialog(desk.window, desk.context, desk.operations, measure)


def new_notice(desk: Desk) -> QDialog:
    return NoticeEntryDialog(desk.window, desk.context, desk.operations)


def log_visits(desk: Desk) -> QDialog:
    if not list_rounds(desk.workspace):
        plan_round(desk.workspace, RoundPlan(planned_on=TODAY), [desk.at_home()])
    view = open_round(desk.workspace, list_rounds(desk.workspace)[0].id)
    return LogVisitsDialog(desk.window, desk.context, desk.operations, view)


def export(desk: Desk) -> QDialog:
    return RegisterExportDialog(desk.window, desk.context)


WHY = "Reason to include people with protected personal data"
SHOWN = {"2026-10-04": "4 Oct 2026", "2026-09-28": "28 Sept 2026"}
FORMS = {
    "mute": (mute, "Until", "2026-10-04"),
    "mute.several": (mute_several, "Until", "2026-10-04"),
    "person.again": (register_again, "Registered on", "2026-09-28"),
    "round.plan": (new_round, "Area", "Söder"),
    "round.change": (change_round, "Expected back", "16:30"),
    "notice.register": (register_from_notice, "First name", "Noor"),
    "view.keep": (keep_view, "Name", "Söder"),
    "leave.add": (leave, "Last day", "2026-10-04"),
    "worker.add": (new_worker, "Name", "Lo Vik"),
    "delivery.make": (make_delivery, "Why it shall be made in spite of errors", "Avtalat"),
    "delivery.form": (delivery_form, "Column 1: header", "Personnr"),
    "register.export": (export, WHY, "Arkivet"),
    "person.change": (edit, "Street address", "Nygatan 3"),
    "episode.close": (close_episode, "Ended on", "2026-09-28"),
    "measure.offer": (offer, "Offered on", "2026-09-28"),
    "measure.end": (end_measure, "Last day", "2026-09-28"),
    "notice.add": (new_notice, "School", "Södra skolan"),
    "visit.log": (log_visits, "Noor Haddad: Note", "Var hemma"),
}


@pytest.mark.parametrize("form", FORMS)
def test_what_is_half_written_in_a_dialog_is_offered_when_it_opens_again(desk: Desk, form: str) -> None:
    make, name, text = FORMS[form]
    driver, workspace = desk.driver, desk.workspace
    desk.open(make)
    driver.wait_until(lambda: driver.front is not desk.window, "the dialog")
    begins_with = driver.field(name).text
    driver.fill(name, text)
    driver.wait_until(lambda: typed_in(workspace, text), "the draft on disk")
    assert [draft.form for draft in drafts_left(workspace)] == [form]
    driver.front.hide()  # the process is gone, and nobody has cancelled
    desk.open(make)
    driver.wait_for_text("Draft from")
    assert driver.field(name).text == SHOWN.get(text, text)
    driver.click("Throw away")
    assert driver.field(name).text == begins_with
    driver.wait_until(lambda: not drafts_left(workspace), "the draft to be gone")
    driver.fill(name, text)
    driver.wait_until(lambda: bool(drafts_left(workspace)), "the draft on disk")
    driver.click("Cancel")
    driver.wait_until(lambda: not drafts_left(workspace), "the draft to be gone")


def typed_in(workspace: Workspace, text: str) -> bool:
    drafts = [draft_at(workspace, left.place, left.person_id) for left in drafts_left(workspace)]
    return any(draft is not None and text in draft.fields.values() for draft in drafts)


def test_a_next_step_begun_keeps_channel_and_day(desk: Desk) -> None:
    desk.open(next_step)
    desk.driver.wait_for_text("Set next step")
    desk.driver.pick("Next step", "Phone")
    desk.driver.fill("Due", "2026-10-04")
    kept = {"channel": "phone", "day": "2026-10-04"}
    desk.driver.wait_until(lambda: begun(desk, "step") == kept, "the draft on disk")
    assert drafts_left(desk.workspace)[0].person == "Kim Berg"
    desk.driver.front.hide()
    desk.open(next_step)
    desk.driver.wait_for_text("Draft from")
    assert desk.driver.field("Next step").text == "Phone"
    assert desk.driver.field("Due").text == "4 Oct 2026"
    desk.driver.click("Set")
    desk.driver.wait_until(lambda: not drafts_left(desk.workspace), "the draft to be gone")


def test_a_contact_of_several_begun_keeps_the_note(desk: Desk) -> None:
    desk.open(log_several)
    desk.driver.wait_for_text("2 people")
    desk.driver.fill("Note", "Ringer igen")
    desk.driver.wait_until(lambda: typed_in(desk.workspace, "Ringer igen"), "the draft on disk")
    desk.driver.front.hide()
    desk.open(log_several)
    desk.driver.wait_for_text("Draft from")
    assert desk.driver.field("Note").text == "Ringer igen"
    desk.driver.press("Esc")
    desk.driver.wait_until(lambda: not drafts_left(desk.workspace), "the draft to be gone")


def begun(desk: Desk, place: str) -> Mapping[str, str]:
    draft = draft_at(desk.workspace, place, desk.somebody)
    return draft.fields if draft else {}


def test_a_password_is_never_part_of_a_draft(desk: Desk) -> None:
    desk.open(export)
    desk.driver.wait_until(lambda: desk.driver.front is not desk.window, "the dialog")
    desk.driver.fill(WHY, "Arkivet")
    desk.driver.wait_until(lambda: bool(drafts_left(desk.workspace)), "the draft on disk")
    draft = draft_at(desk.workspace, "register.export", "")
    assert draft is not None
    assert set(draft.fields) == {"reason"}


def test_every_form_has_a_name_in_swedish(swedish: Translator) -> None:
    named = {form: draft_form_label(form.removesuffix(".several"), swedish) for form in FORMS}
    assert all(label != form for form, label in named.items())
