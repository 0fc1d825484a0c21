"""Keeps what is typed before it is sent, so that no lock, crash or power cut takes a word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.drafts import Draft, DraftLeft
from kaa_desktop.i18n import Translator
from kaa_desktop.services.drafts import draft_at, drafts_left, drop_draft, keep_draft
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.common.soon import soon
from kaa_desktop.ui.common.tasks import TaskRunner

PAUSE_MS = 300
"""How long after a key the text is on disk at the latest; each writing waits for the disk once."""

Fields = Mapping[str, str]


class Drafts(QObject):
    """The half-written texts of a session.

    Args:
        workspace: the open register.
        tasks: a runner of their own, so that a note never waits behind a long report.
        parent: owns it.
    """

    def __init__(self, workspace: Workspace, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._open: set[FormDraft] = set()

    def of(self, form: QWidget, read: Callable[[], Fields]) -> FormDraft:
        """The draft of a form, which says through `read` what stands in it."""
        draft = FormDraft(self, form, read)
        self._open.add(draft)
        draft.destroyed.connect(lambda: self._open.discard(draft))
        return draft

    def flush(self) -> None:
        """Write at once what has not been written yet."""
        for draft in self._open:
            draft.flush()

    def look_up(self, place: str, person_id: str, found: Callable[[Draft], object], owner: QObject) -> None:
        """Hand over what was begun there, if anything; the form is painted first."""
        workspace, tasks = self._workspace, self._tasks

        def deliver(draft: Draft | None) -> None:
            if draft is not None:
                found(draft)

        def ask() -> None:
            tasks.run(lambda: draft_at(workspace, place, person_id), deliver, owner=owner)

        soon(owner, ask)

    def look_for_left(
        self, person_id: str, found: Callable[[tuple[DraftLeft, ...]], None], owner: QObject
    ) -> None:
        """Hand over the list of what was begun about a person, once all that was typed is written."""
        self.flush()
        workspace = self._workspace
        self._tasks.run(
            lambda: tuple(left for left in drafts_left(workspace) if left.person_id == person_id),
            found,
            owner=owner,
            key=f"drafts-{id(owner)}",
        )

    def keep(self, place: str, person_id: str, fields: Fields) -> None:
        """Write a draft."""
        workspace = self._workspace
        self._tasks.run(
            lambda: keep_draft(workspace, place, person_id, fields), lambda _none: None, owner=self
        )

    def drop(self, place: str, person_id: str) -> None:
        """Forget a draft."""
        workspace = self._workspace
        self._tasks.run(lambda: drop_draft(workspace, place, person_id), lambda _none: None, owner=self)


class FormDraft(QObject):
    """What stands in one form; knows for which place and person it is at the moment."""

    def __init__(self, drafts: Drafts, form: QWidget, read: Callable[[], Fields]) -> None:
        super().__init__(form)
        self._drafts = drafts
        self._read = read
        self._where: tuple[str, str] | None = None
        self._fresh = True
        self._empty: Fields = {}
        self._written: Fields = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)

    def begin(self, place: str, person_id: str, offer: Callable[[Draft], object]) -> None:
        """Keep from now on what differs from what stands there now.

        Args:
            place: the form; of one of several things of a person with its id, `measure.end:ID`.
            person_id: about whom, or empty.
            offer: shows what was begun earlier; not called where the user is typing already.
        """
        self.turn_to(place, person_id)
        self.look_up(offer)

    def turn_to(self, place: str, person_id: str) -> None:
        """As `begin`, without looking what was begun earlier."""
        self.leave()
        self._where, self._fresh = (place, person_id), True
        self._empty = self._written = dict(self._read())

    def look_up(self, offer: Callable[[Draft], object]) -> None:
        """Look what was begun earlier, and show it through `offer` where nothing is typed yet."""
        where = self._where

        def found(draft: Draft) -> None:
            if self._fresh and self._where == where and self._read() == self._empty:
                self._written = draft.fields
                offer(draft)

        if where is not None:
            self._drafts.look_up(*where, found, self)

    def touched(self) -> None:
        """Something was typed; a slot for the signals of the fields.

        The clock is not set back by the next key: who types on and on is written down meanwhile.
        """
        if self._where is not None and not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Write now."""
        self._timer.stop()
        if self._where is None:
            return
        fields = dict(self._read())
        if fields == self._written:
            return
        self._written, self._fresh = fields, False
        if fields == self._empty:
            self._drafts.drop(*self._where)
        else:
            self._drafts.keep(*self._where, fields)

    def leave(self) -> None:
        """The form turns to something else; what stands in it waits."""
        self.flush()
        self._where = None

    def discard(self) -> None:
        """Sent or thrown away; what stands in the form now is what it begins with."""
        self._timer.stop()
        self._fresh = False
        if self._where is not None:
            self._drafts.drop(*self._where)
            self._empty = self._written = dict(self._read())


def draft_sentence(translator: Translator, written_at: datetime, now: datetime) -> str:
    """From when a draft is: the time today, else the day as well."""
    local, today = written_at.astimezone(), now.astimezone().date()
    told = local.strftime("%H:%M") if local.date() == today else translator.time(written_at)
    return translator.gettext("Draft from {time}").format(time=told)
