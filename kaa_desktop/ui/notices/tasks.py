"""What each action does with the selected notices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QDialog, QWidget

from kaa_desktop.services.notice_actions import forward, settle_notices
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.notices.dialogs import CloseDialog, DismissDialog, FollowUpDialog, HomeDialog
from kaa_desktop.ui.notices.lines import SUITS, NoticeLine
from kaa_desktop.ui.notices.register_dialogs import EpisodeDialog, RegisterDialog

Lines = Sequence[NoticeLine]


class NoticeTasks:
    """Takes those of the selected notices that an action suits.

    Args:
        window: the parent of the dialogs.
        open_person: shows somebody of the register, by id.
    """

    def __init__(
        self,
        window: QWidget,
        context: UiContext,
        operations: Operations,
        open_person: Callable[[str], object],
    ) -> None:
        self._window = window
        self._context = context
        self._operations = operations
        self._open_person = open_person
        self._acts: Mapping[str, Callable[[Lines, int], None]] = {
            "notices.register": self._register,
            "notices.close": self._ask(CloseDialog),
            "notices.follow_up": self._follow_up,
            "notices.episode": self._to_episode,
            "notices.home": self._ask(HomeDialog),
            "notices.forward": self._forward,
            "notices.dismiss": self._ask(DismissDialog),
            "notices.person": self._show_person,
        }

    def act(self, name: str, lines: Lines) -> None:
        """Do it with those whom it suits."""
        suited = [line for line in lines if SUITS[name](line)]
        if suited:
            self._acts[name](suited, len(lines) - len(suited))

    def settle(self) -> None:
        """Take off the list what asks for nothing more."""
        workspace, translator = self._context.workspace, self._context.translator

        def said(count: int) -> str:
            text = translator.ngettext(
                "{n} notice is taken off the list.", "{n} notices are taken off the list.", count
            )
            return text.format(n=translator.number(count))

        self._operations.run(lambda: settle_notices(workspace), lambda _count: None, said=said)

    def _show_person(self, lines: Lines, _left_out: int) -> None:
        self._open_person(lines[0].notice.person.key)

    def _ask(
        self, dialog: Callable[[QWidget, UiContext, Operations, Lines], QDialog]
    ) -> Callable[[Lines, int], None]:
        return lambda lines, _left_out: dialog(self._window, self._context, self._operations, lines).open()

    def _register(self, lines: Lines, left_out: int) -> None:
        RegisterDialog(self._window, self._context, self._operations, lines, left_out=left_out).open()

    def _follow_up(self, lines: Lines, _left_out: int) -> None:
        FollowUpDialog(self._window, self._context, self._operations, lines[0]).open()

    def _to_episode(self, lines: Lines, _left_out: int) -> None:
        EpisodeDialog(self._window, self._context, self._operations, lines[0]).open()

    def _forward(self, lines: Lines, _left_out: int) -> None:
        workspace, translator = self._context.workspace, self._context.translator
        ids = [line.notice.id for line in lines]
        text = translator.ngettext(
            "{n} notice is noted as forwarded.", "{n} notices are noted as forwarded.", len(ids)
        )
        self._operations.run(
            lambda: (None, forward(workspace, ids)),
            lambda _none: None,
            said=lambda _none: text.format(n=translator.number(len(ids))),
        )
