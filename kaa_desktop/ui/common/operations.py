"""Changes to the register as a page makes them: done off the window's thread, announced, and undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.domain.errors import NotAllowedError
from kaa_desktop.services import undo as services
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.common.tokens import Tone

T = TypeVar("T")
Failed = Callable[[Exception], None]


class Operations:
    """Runs service calls that change something, tells every view, and offers to undo them.

    Args:
        context: of the page.
        owner: the page; told as the initiator of each change.
    """

    def __init__(self, context: UiContext, owner: QObject) -> None:
        self._context = context
        self._owner = owner

    def run(
        self,
        work: Callable[[], tuple[T, Changes]],
        done: Callable[[T], object],
        *,
        said: Callable[[T], str],
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Change something.

        Args:
            work: the service call.
            done: gets its result, before the views refresh.
            said: the message afterwards.
            failed: gets the exception; without it the message bar explains it.
            owner: who asks, if a dialog; nothing is told to it once it is gone.
        """

        def finish(outcome: tuple[T, Changes, int]) -> None:
            result, changes, number = outcome
            done(result)
            self._tell(changes, said(result), number)

        self._context.tasks.run(
            lambda: self._numbered(work()), finish, failed or self.explain, owner=owner or self._owner
        )

    def run_long(
        self,
        work: Callable[[Progress], tuple[T, Changes]],
        done: Callable[[T], object],
        *,
        said: Callable[[T], str],
        title: str,
        owner: QWidget,
        failed: Failed | None = None,
        cancelled: Callable[[], None] | None = None,
        undoable: bool = True,
    ) -> None:
        """As `run`, for work that takes a while; it can be cancelled, and then changes nothing."""

        def finish(outcome: tuple[T, Changes, int]) -> None:
            result, changes, number = outcome
            done(result)
            self._tell(changes, said(result), number if undoable else 0)

        self._context.tasks.run_long(
            lambda progress: self._numbered(work(progress)),
            finish,
            failed or self.explain,
            owner=owner,
            dialog=ProgressDialog(owner, self._context.translator, title=title),
            cancelled=cancelled,
        )

    def explain(self, error: Exception) -> None:
        """Say in the message bar what is wrong."""
        self._context.messages.say(self._context.error_text(error), Tone.DANGER)

    def _numbered(self, outcome: tuple[T, Changes]) -> tuple[T, Changes, int]:
        """The outcome with the number of the operation, as undo knows it; 0 where nothing changed."""
        result, changes = outcome
        newest = services.next_undo(self._context.workspace) if changes.operation_id else None
        return result, changes, newest.number if newest else 0

    def _tell(self, changes: Changes, text: str, number: int) -> None:
        _ = self._context.translator.gettext
        self._context.feed.announce(changes, self._owner)
        if number:
            self._context.messages.say(text, Tone.SUCCESS, action=_("Undo"), act=lambda: self._undo(number))
        else:
            self._context.messages.say(text, Tone.SUCCESS)

    def _undo(self, number: int) -> None:
        """Take back that operation; refused where another one is the newest by now."""
        workspace = self._context.workspace

        def work() -> Changes:
            newest = services.next_undo(workspace)
            if newest is None or newest.number != number:
                raise NotAllowedError("undo.changed_since")
            return services.undo(workspace)[1]

        def finish(changes: Changes) -> None:
            self._context.feed.announce(changes, self._owner)
            self._context.messages.say(self._context.translator.gettext("Undone."), Tone.SUCCESS)

        self._context.tasks.run(work, finish, self.explain, owner=self._owner)
