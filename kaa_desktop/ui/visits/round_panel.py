"""One round: who is visited in which order, and what is left to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.home_visits import RoundView, Visit
from kaa_desktop.i18n.visit_labels import company_text, round_name
from kaa_desktop.services.home_visits import local_now, open_round
from kaa_desktop.ui.common.actions import fill_menu, icon_button
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.menus import give_menu
from kaa_desktop.ui.common.scrolling import scrolled
from kaa_desktop.ui.common.table_model import PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, label, title
from kaa_desktop.ui.visits.actions import ROUND_SPECS
from kaa_desktop.ui.visits.columns import RoundLine, VisitLine, back_text, progress_text, visit_columns

_KINDS = frozenset({"visit_round", "home_visit", "contact_attempt", "young_person", "case_worker"})
_TOP = (("visits.pack", ButtonKind.SECONDARY), ("visits.log", ButtonKind.PRIMARY))
_MORE = ("visits.change", "visits.remove")
_ICONS = {spec.id: spec.icon for spec in ROUND_SPECS}
_ORDER = ("visits.up", "visits.down", "visits.take_off")
_LEAST_ROWS = 190


class RoundPanel(QWidget):
    """Enter on a visit opens the person: `person_wanted` carries the id. `gone`: the round is no more."""

    person_wanted = Signal(str)
    gone = Signal()

    def __init__(self, context: UiContext, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context, self._actions = context, actions
        self._round_id = ""
        self._wanted = ""
        self._arriving = False
        self._saving = 0
        self.view: RoundView | None = None
        self._title = title("")
        self._facts = label("", TextRole.MUTED, wrap=True)
        self._hidden = label("", TextRole.WARNING, wrap=True)
        self._model = PagedTableModel(visit_columns(context), context.tasks, context.icons, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("Visits in order"))
        self.setFocusProxy(self._panel)
        choose = actions["visits.choose"]
        self._panel.set_empty("users", _("Nobody is on the round yet."), choose.text(), choose.trigger)
        self._panel.view.activated_row.connect(lambda line: self.person_wanted.emit(line.visit.person_id))
        self._panel.view.selected_row.connect(lambda _line: self._govern())
        self._model.loaded.connect(self._loaded)
        self._lay_out()
        context.feed.changed.connect(self._changed)

    @property
    def round_id(self) -> str:
        """The round that is open, or nothing."""
        return self._round_id

    def open(self, round_id: str) -> None:
        """Show a round."""
        self._round_id, self._arriving = round_id, True
        self._load()

    def leave(self) -> None:
        """No round is open."""
        self._round_id = ""
        self.view = None

    def current(self) -> Visit | None:
        """The visit that the keyboard is on."""
        line = self._panel.view.current_row()
        return line.visit if isinstance(line, VisitLine) else None

    def show_order(self, view: RoundView, chosen: Visit) -> None:
        """Show another order at once; call `order_saved` when it is saved."""
        self._saving += 1
        self.view = view
        self._wanted = chosen.id
        self._list(view.visits)

    def order_saved(self) -> None:
        """What has been read meanwhile is older than what shows, so it is read again after the last."""
        self._saving -= 1
        if not self._saving and self._round_id:
            self._load()

    def _lay_out(self) -> None:
        actions, icons = self._actions, self._context.icons
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(icon_button(actions["visits.close"]))
        head.addWidget(self._title, 1)
        for action_id, kind in _TOP:
            head.addWidget(_button(actions[action_id], kind, icons, _ICONS[action_id]))
        tools = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        tools.setSizePolicy(policy)
        row = FlowLayout(tools)
        row.addWidget(_button(actions["visits.choose"], ButtonKind.GHOST, icons, _ICONS["visits.choose"]))
        row.addWidget(_button(actions["visits.area"], ButtonKind.GHOST, icons, "map-pin"))
        for action_id in _ORDER:
            row.addWidget(icon_button(actions[action_id]))
        row.addWidget(_button(actions["visits.back"], ButtonKind.GHOST, icons, _ICONS["visits.back"]))
        row.addWidget(self._more())
        self._panel.setMinimumHeight(_LEAST_ROWS)
        content = QWidget()
        content.setProperty("ground", "none")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(24, 20, 24, 24)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._facts)
        layout.addWidget(self._hidden)
        layout.addWidget(tools)
        layout.addWidget(self._panel, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))

    def _more(self) -> QWidget:
        """What is seldom done."""
        made = button(self._context.translator.gettext("More"), kind=ButtonKind.GHOST)
        menu = QMenu(made)
        fill_menu(menu, self._actions, _MORE)
        give_menu(made, menu)
        return made

    def _load(self) -> None:
        workspace, round_id = self._context.workspace, self._round_id
        self._context.tasks.run(
            lambda: open_round(workspace, round_id),
            self._show,
            lambda _error: self.gone.emit(),
            owner=self,
            key=f"round-{id(self)}",
        )

    def _show(self, view: RoundView) -> None:
        if view.round.id != self._round_id or self._saving:
            return
        self.view = view
        translator = self._context.translator
        self._title.setText(round_name(view.round, translator))
        self._facts.setText(self._told(view))
        hidden = view.round.hidden
        text = translator.ngettext(
            "{n} person on the round has protected personal data, is not shown, and is left out of the pack.",
            "{n} people on the round have protected personal data, are not shown, and are left out of the "
            "pack.",
            hidden,
        )
        self._hidden.setText(text.format(n=translator.number(hidden)))
        self._hidden.setVisible(hidden > 0)
        current = self.current()
        self._wanted = self._wanted or (current.id if current else "")
        self._list(view.visits)

    def _list(self, visits: Sequence[Visit]) -> None:
        lines = [VisitLine(number, visit) for number, visit in enumerate(visits, start=1)]
        self._model.set_rows(lines)

    def _loaded(self, total: int) -> None:
        rows = [self._model.row(number) for number in range(total)]
        ids = [line.visit.id if line else "" for line in rows]
        if total:
            self._panel.view.go_to(ids.index(self._wanted) if self._wanted in ids else 0)
            self._take_keyboard()
        self._wanted, self._arriving = "", False
        self._govern()

    def _take_keyboard(self) -> None:
        """When the round is opened; what is read again later takes it from nobody who types elsewhere."""
        focused = self.window().focusWidget()
        if self._arriving or focused is None or self.isAncestorOf(focused):
            self._panel.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self, view: RoundView) -> str:
        translator, plan = self._context.translator, view.round.plan
        line = RoundLine(view.round, view.round.is_missing(local_now(self._context.workspace)))
        told = (
            translator.long_date(plan.planned_on),
            company_text(view.round, translator),
            plan.phone,
            back_text(line, translator),
            progress_text(view.round, translator),
        )
        return " · ".join(text for text in told if text)

    def _govern(self) -> None:
        """What can be done now."""
        view = self.view
        if view is None:
            return
        open_ones = any(not visit.outcome for visit in view.visits)
        current, number = self.current(), self._panel.view.currentIndex().row()
        enabled = {
            "visits.log": open_ones,
            "visits.pack": bool(view.visits),
            "visits.area": len(view.visits) > 1,
            "visits.back": view.round.back_at is None,
            "visits.up": number > 0,
            "visits.down": 0 <= number < len(view.visits) - 1,
            "visits.take_off": current is not None and not current.outcome,
        }
        for action_id, possible in enabled.items():
            self._actions[action_id].setEnabled(possible)

    def _changed(self, changes: Changes, _initiator: object) -> None:
        if self._round_id and (changes.everyone or changes.kinds & _KINDS):
            self._load()


def _button(action: QAction, kind: ButtonKind, icons: Icons, icon: str) -> QWidget:
    """A button that does what the action does, and only when it can be done."""
    made = button(action.text(), action.trigger, kind=kind, icons=icons, icon=icon)
    made.setToolTip(action.toolTip())
    made.setEnabled(action.isEnabled())
    action.changed.connect(lambda: made.setEnabled(action.isEnabled()))
    return made
