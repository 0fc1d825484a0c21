"""A draft that is looked for late never brings back what has been taken out again meanwhile."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.drafts import Draft
from kaa_desktop.services.drafts import draft_at, keep_draft
from kaa_desktop.ui.common.drafts import Drafts, FormDraft
from kaa_desktop.ui.common.soon import soon
from tests.ui.drivers.pages import Surroundings

PLACE, PERSON = "contact", ""


class Form:
    """A note, and what was offered to it."""

    def __init__(self, surroundings: Surroundings, qtbot: QtBot) -> None:
        self.note = ""
        self.offered: list[Draft] = []
        self._qtbot = qtbot
        self._surroundings = surroundings
        self._widget = QWidget()
        qtbot.addWidget(self._widget)
        drafts: Drafts = surroundings.context.drafts
        self.draft: FormDraft = drafts.of(self._widget, lambda: {"note": self.note})
        self.draft.turn_to(PLACE, PERSON)

    def write(self, note: str) -> None:
        self.note = note
        self.draft.touched()

    def look(self) -> None:
        """Until the answer must have come."""
        self.draft.look_up(self.offered.append)
        answered: list[None] = []
        tasks = self._surroundings.tasks
        soon(tasks, lambda: tasks.run(lambda: None, answered.append, owner=tasks))  # behind the look-up
        self._qtbot.waitUntil(lambda: bool(answered))


def test_what_was_begun_is_offered_to_an_empty_form(surroundings: Surroundings, qtbot: QtBot) -> None:
    keep_draft(surroundings.workspace, PLACE, PERSON, {"note": "förut"})
    form = Form(surroundings, qtbot)
    form.look()
    assert [draft.fields for draft in form.offered] == [{"note": "förut"}]


def test_what_was_typed_and_taken_out_since_is_not_offered(surroundings: Surroundings, qtbot: QtBot) -> None:
    form = Form(surroundings, qtbot)
    form.write("x")
    form.draft.flush()
    qtbot.waitUntil(lambda: draft_at(surroundings.workspace, PLACE, PERSON) is not None)
    form.write("")
    form.look()
    assert form.offered == []


def test_what_was_thrown_away_since_is_not_offered(surroundings: Surroundings, qtbot: QtBot) -> None:
    keep_draft(surroundings.workspace, PLACE, PERSON, {"note": "förut"})
    form = Form(surroundings, qtbot)
    form.draft.discard()
    form.look()
    assert form.offered == []
