"""Reconciliation: take in the sources, set them against the register, and act on what differs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.domain.errors import UnreadableSourcesError
from kaa_desktop.domain.reconcile_decisions import ClosedReconciliation, SourceKind
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.services.reconciliation import Standing, standing
from kaa_desktop.services.reconciliation_closing import (
    SourcesOverview,
    close_reconciliation,
    sources_overview,
)
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.common.actions import build_actions
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.date_field import DateField
from kaa_desktop.ui.common.dialogs import ask
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.page_head import PageHead
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.common.scrolling import scrolled
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import ButtonKind, EmptyState, TextRole, button, heading, label, title
from kaa_desktop.ui.intake.drops import FileDrops
from kaa_desktop.ui.reconcile.actions import SPECS
from kaa_desktop.ui.reconcile.importing import Importing
from kaa_desktop.ui.reconcile.result_panel import ResultPanel
from kaa_desktop.ui.reconcile.sources_card import SourcesCard

_NARROW = 860
_OWN_ACTIONS = ("reconcile.file", "reconcile.run", "reconcile.close")
_CONCERNS = frozenset(
    {
        *("import_batch", "episode", "young_person", "reconcile_decision"),
        *("reconciliation", "setting", "case_worker"),
    }
)
_KINDS = {
    SourceKind.POPULATION: FileKind.POPULATION,
    SourceKind.ENROLMENT: FileKind.ENROLMENT,
    SourceKind.EXAM: FileKind.EXAMS,
}
_Found = tuple[SourcesOverview, Standing | UnreadableSourcesError | None]


class ReconcilePage(QWidget):
    """Shows what is derived from what is stored, so that nothing is lost by leaving; takes dropped files.

    Signals:
        notices_given: a file turned out to hold school notices; carries its path.
    """

    notices_given = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._stale = True
        self._shown: Standing | None = None
        self._operations = Operations(context, self)
        self._importing = Importing(self, context, self._operations, self.notices_given.emit)
        self._sources = SourcesCard(
            context,
            lambda kind: self._importing.choose(_KINDS[kind]),
            lambda: self._importing.choose(FileKind.REGISTER),
        )
        self._day = DateField(
            context.icons,
            context.translator,
            today=lambda: context.workspace.today,
            day=context.workspace.today,
        )
        self._headline = heading("")
        self._headline.setWordWrap(True)
        self._remark = label("", TextRole.MUTED, wrap=True)
        self._result = ResultPanel(context, self._operations)
        self._empty = EmptyState(context.icons)
        specs = tuple(spec for spec in SPECS if spec.id in _OWN_ACTIONS)
        self._actions = build_actions(specs, self._handlers(), owner=self, context=context)
        self._head = self._make_head()
        self._lay_out()
        self._show(None)
        FileDrops(self, self._importing.take_in_all)
        self._day.returnPressed.connect(self.refresh)
        context.feed.changed.connect(self._changed)

    def refresh(self) -> None:
        """Reconcile as of the day in the field; without a population file only the sources are shown."""
        day, workspace = self._day.day(), self._context.workspace
        _ = self._context.translator.gettext
        if day is None:
            self._context.messages.say(_("Which day? Type it as 2026-09-30 or 30/9."), Tone.DANGER)
            return
        self._stale = False
        self._context.tasks.run_long(
            lambda progress: _find(workspace, day, progress),
            self._arrived,
            self._operations.explain,
            owner=self,
            dialog=ProgressDialog(self, self._context.translator, title=_("Reconciling")),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Up to date whenever it is looked at."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons below the title, and the details below the table, where there is no room beside."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._head.set_narrow(narrow=narrow)
        self._result.set_wide(wide=not narrow)

    def _handlers(self) -> dict[str, Callable[[], None]]:
        return {
            "reconcile.file": self._importing.choose,
            "reconcile.run": self.refresh,
            "reconcile.close": self._ask_to_close,
        }

    def _lay_out(self) -> None:
        content = QWidget()
        content.setProperty("ground", "none")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(24, 20, 24, 24)
        layout.setSpacing(14)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._headline)
        words.addWidget(self._remark)
        layout.addLayout(self._head)
        layout.addWidget(self._sources)
        layout.addLayout(words)
        layout.addWidget(self._result, 1)
        layout.addWidget(self._empty, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))

    def _make_head(self) -> PageHead:
        name = QHBoxLayout()
        name.addWidget(title(self._context.translator.gettext("Reconciliation")))
        ways = QHBoxLayout()
        ways.setSpacing(8)
        as_of = label(self._context.translator.gettext("As of"), TextRole.LABEL)
        as_of.setBuddy(self._day)
        self._day.setAccessibleName(as_of.text())
        self._day.setMaximumWidth(170)
        ways.addWidget(as_of, 0, Qt.AlignmentFlag.AlignVCenter)
        ways.addWidget(self._day)
        ways.addWidget(self._button("reconcile.run", ButtonKind.PRIMARY))
        ways.addWidget(self._button("reconcile.close"))
        return PageHead(name, ways)

    def _button(self, name: str, kind: ButtonKind = ButtonKind.SECONDARY) -> QWidget:
        action = self._actions[name]
        icon = next(spec.icon for spec in SPECS if spec.id == name)
        made = button(action.text(), action.trigger, kind=kind, icons=self._context.icons, icon=icon)
        made.setToolTip(action.toolTip())
        action.enabledChanged.connect(made.setEnabled)
        return made

    def _arrived(self, found: _Found) -> None:
        overview, stands = found
        self._sources.present(overview)
        if isinstance(stands, UnreadableSourcesError):
            self._show(None, overview.last)
            self._offer_import("circle-alert", self._context.error_text(stands))
        else:
            self._show(stands, overview.last)

    def _show(self, stands: Standing | None, last: ClosedReconciliation | None = None) -> None:
        translator = self._context.translator
        _ = translator.gettext
        self._shown = stands
        self._actions["reconcile.close"].setEnabled(stands is not None)
        self._result.setVisible(stands is not None)
        self._empty.setVisible(stands is None)
        entered = self.hasFocus()
        self.setFocusProxy(self._sources if stands is None else self._result)
        if entered:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if stands is not None:
            self._headline.setText(self._share(stands.expected, stands.registered))
            self._remark.setText(self._decided(stands))
            self._result.present(stands)
            return
        self._headline.setText(self._share(last.expected, last.registered) if last else "")
        day = (
            _("The last reconciliation, as of {day}").format(day=translator.date(last.as_of)) if last else ""
        )
        self._remark.setText(day)
        text = _("Import the population, the pupils and the exams, or drop the files here.")
        self._offer_import("git-compare-arrows", text)

    def _offer_import(self, icon: str, text: str) -> None:
        words = self._context.translator.gettext("Import files")
        self._empty.present(icon, text, words, self._importing.choose)

    def _share(self, expected: int, registered: int) -> str:
        translator = self._context.translator
        text = translator.gettext("{expected} in the target group, {registered} in the register ({share})")
        return text.format(
            expected=translator.number(expected),
            registered=translator.number(registered),
            share=translator.percent(registered / expected if expected else None),
        )

    def _decided(self, stands: Standing) -> str:
        translator = self._context.translator
        text = translator.gettext("As of {day}.").format(day=translator.date(stands.outcome.as_of))
        if not stands.decided:
            return text
        more = translator.ngettext(
            "{n} row has been rejected earlier.", "{n} rows have been rejected earlier.", stands.decided
        )
        return f"{text} {more.format(n=translator.number(stands.decided))}"

    def _ask_to_close(self) -> None:
        if self._shown is None:
            return
        _ = self._context.translator.gettext
        as_of = self._shown.outcome.as_of
        ask(
            self,
            self._context.icons,
            title=_("Finish the reconciliation?"),
            text=_(
                "The rows of the files are erased, since they hold people whom the register may not keep. "
                "The counts stay, and so does what was decided. This cannot be undone."
            ),
            yes=_("Finish"),
            no=_("Go on working"),
            then=lambda: self._close(as_of),
            dangerous=True,
        )

    def _close(self, as_of: date) -> None:
        workspace, _ = self._context.workspace, self._context.translator.gettext
        self._operations.run_long(
            lambda progress: close_reconciliation(workspace, as_of, progress),
            lambda _closed: None,
            said=lambda closed: _("Finished: {share}.").format(
                share=self._share(closed.expected, closed.registered)
            ),
            title=_("Finishing the reconciliation"),
            owner=self,
            undoable=False,
        )

    def _changed(self, changes: Changes, _initiator: object) -> None:
        if not (changes.everyone or changes.kinds & _CONCERNS):
            return
        self._stale = True
        if self.isVisible():
            self.refresh()


def _find(workspace: Workspace, day: date, progress: Progress) -> _Found:
    overview = sources_overview(workspace)
    ready = any(s.rows for s in overview.sources if s.kind is SourceKind.POPULATION)
    try:
        return overview, standing(workspace, day, progress) if ready else None
    except UnreadableSourcesError as error:
        return overview, error
