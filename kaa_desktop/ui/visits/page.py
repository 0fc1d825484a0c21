"""The page of home visits: the rounds, and one of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.home_visits import RoundView
from kaa_desktop.services import home_visits as services
from kaa_desktop.ui.common.actions import build_actions
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import ask
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.visits.actions import LIST_SPECS, ROUND_SPECS
from kaa_desktop.ui.visits.choose_dialog import ChooseDialog
from kaa_desktop.ui.visits.log_dialog import LogVisitsDialog
from kaa_desktop.ui.visits.pack_dialog import PackDialog
from kaa_desktop.ui.visits.round_dialog import RoundDialog
from kaa_desktop.ui.visits.round_panel import RoundPanel
from kaa_desktop.ui.visits.rounds_panel import RoundsPanel


class VisitsPage(QWidget):
    """`person_wanted` carries the id of somebody whose page the user wants to see."""

    person_wanted = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._operations = Operations(context, self)
        listing, holder = QWidget(), QWidget()
        new = build_actions(LIST_SPECS, {"visits.new": self.plan}, owner=listing, context=context)
        actions = build_actions(ROUND_SPECS, self._handlers(), owner=holder, context=context)
        self._rounds = RoundsPanel(context, new["visits.new"])
        self._round = RoundPanel(context, actions)
        self._stack = QStackedWidget()
        for outer, panel in ((listing, self._rounds), (holder, self._round)):
            inside = QVBoxLayout(outer)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(panel)
            self._stack.addWidget(outer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._stack.currentChanged.connect(
            lambda shown: self.setFocusProxy(self._round if shown else self._rounds)
        )
        self.setFocusProxy(self._rounds)
        self._rounds.opened.connect(self.open_round)
        self._round.person_wanted.connect(self.person_wanted)
        self._round.gone.connect(self.show_rounds)

    def showEvent(self, event: QShowEvent) -> None:
        """The rounds are read when somebody looks."""
        super().showEvent(event)
        if not self._stack.currentIndex():
            self._rounds.enter()

    def open_round(self, round_id: str) -> None:
        """Show a round."""
        self._stack.setCurrentIndex(1)
        self._round.open(round_id)

    def show_rounds(self) -> None:
        """Show all rounds."""
        self._round.leave()
        self._stack.setCurrentIndex(0)
        self._rounds.enter()

    def plan(self) -> None:
        """Ask for a new round, and open it."""
        RoundDialog(self, self._context, self._operations, done=self.open_round).open()

    def _handlers(self) -> dict[str, Callable[[], None]]:
        return {
            "visits.close": self.show_rounds,
            "visits.log": self._log,
            "visits.pack": self._save_pack,
            "visits.back": self._check_in,
            "visits.choose": self._choose,
            "visits.area": self._order_by_area,
            "visits.up": lambda: self._move(-1),
            "visits.down": lambda: self._move(1),
            "visits.take_off": self._take_off,
            "visits.change": self._change,
            "visits.remove": self._ask_to_remove,
        }

    def _log(self) -> None:
        if self._round.view:
            LogVisitsDialog(self, self._context, self._operations, self._round.view).open()

    def _save_pack(self) -> None:
        if self._round.view:
            PackDialog(self, self._context, self._round.view.round).open()

    def _choose(self) -> None:
        round_id = self._round.round_id
        ChooseDialog(self, self._context, self._operations, round_id, lambda: None).open()

    def _change(self) -> None:
        if self._round.view:
            RoundDialog(
                self,
                self._context,
                self._operations,
                found=self._round.view.round,
                done=lambda _id: None,
            ).open()

    def _check_in(self) -> None:
        said = self._context.translator.gettext("Noted that they are back.")
        workspace, round_id = self._context.workspace, self._round.round_id
        self._run(lambda: services.check_in(workspace, round_id), said)

    def _order_by_area(self) -> None:
        said = self._context.translator.gettext("The visits are ordered by area.")
        workspace, round_id = self._context.workspace, self._round.round_id
        self._run(lambda: services.order_by_area(workspace, round_id), said)

    def _move(self, by: int) -> None:
        view, chosen = self._round.view, self._round.current()
        if view is None or chosen is None:
            return
        visits = list(view.visits)
        place = next((number for number, visit in enumerate(visits) if visit.id == chosen.id), -1)
        if place < 0 or not 0 <= place + by < len(visits):
            return
        visits[place], visits[place + by] = visits[place + by], visits[place]
        self._round.show_order(RoundView(view.round, tuple(visits)), chosen)
        workspace, round_id = self._context.workspace, view.round.id
        ids = [visit.id for visit in visits]
        said = self._context.translator.gettext("The order is changed.")
        self._operations.run(
            lambda: (None, services.order_visits(workspace, round_id, ids)),
            lambda _nothing: self._round.order_saved(),
            said=lambda _nothing: said,
            failed=self._order_refused,
        )

    def _order_refused(self, error: Exception) -> None:
        self._operations.explain(error)
        self._round.order_saved()

    def _take_off(self) -> None:
        visit, workspace, round_id = self._round.current(), self._context.workspace, self._round.round_id
        if visit and not visit.outcome:
            said = self._context.translator.gettext("One person is taken off the round.")
            self._run(lambda: services.remove_visits(workspace, round_id, [visit.id]), said)

    def _ask_to_remove(self) -> None:
        _ = self._context.translator.gettext
        ask(
            self,
            self._context.icons,
            title=_("Remove the round?"),
            text=_("What has been logged stays with each person."),
            yes=_("Remove"),
            no=_("Keep it"),
            then=self._remove,
        )

    def _remove(self) -> None:
        said = self._context.translator.gettext("The round is removed.")
        workspace, round_id = self._context.workspace, self._round.round_id
        self.show_rounds()
        self._run(lambda: services.remove_round(workspace, round_id), said)

    def _run(self, work: Callable[[], Changes], said: str) -> None:
        self._operations.run(lambda: (None, work()), lambda _nothing: None, said=lambda _nothing: said)
