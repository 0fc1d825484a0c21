"""Reminds when those who are out on home visits should have been back and nobody has checked in."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.home_visits import VisitRound
from kaa_desktop.i18n.visit_labels import company_text, round_name
from kaa_desktop.services.home_visits import check_in, missing_rounds
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.tokens import Tone

EVERY_MS = 20_000
_AGAIN = 15
"""Looks until a reminder that was closed comes back: five minutes."""
_FIXED_SPACE = "\u00a0"
_KINDS = frozenset({"visit_round", "case_worker"})


class CheckInReminder(QObject):
    """A bar of its own, so that no other message covers it; needs no network."""

    def __init__(self, context: UiContext, parent: QObject, *, every_ms: int = EVERY_MS) -> None:
        super().__init__(parent)
        self.bar = MessageBar(context.icons, context.translator)
        self._context = context
        self._operations = Operations(context, self)
        self._said: tuple[str, ...] = ()
        self._closed_for = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(every_ms)
        context.feed.changed.connect(self._changed)
        self._look()

    def stop(self) -> None:
        """The register is about to be closed."""
        self._timer.stop()

    def _look(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.run(
            lambda: missing_rounds(workspace), self._show, lambda _error: None, owner=self, key="missing"
        )

    def _show(self, missing: tuple[VisitRound, ...]) -> None:
        ids = tuple(found.id for found in missing)
        if not missing:
            self._said = ()
            self.bar.clear()
            return
        self._closed_for = self._closed_for + 1 if self.bar.isHidden() else 0
        if ids == self._said and self._closed_for < _AGAIN:
            return
        self._said, self._closed_for = ids, 0
        _ = self._context.translator.gettext
        first = missing[-1]
        self.bar.say(
            self._sentence(missing), Tone.DANGER, action=_("They are back"), act=lambda: self._check_in(first)
        )

    def _sentence(self, missing: tuple[VisitRound, ...]) -> str:
        """Who, where, since when, and how they are reached; the one who is missed longest comes first."""
        translator, first = self._context.translator, missing[-1]
        _, plan = translator.gettext, first.plan
        said = [
            _("{company} ({area}) should have been back {day} at {time}, and nobody has checked in.").format(
                company=company_text(first, translator),
                area=round_name(first, translator),
                day=translator.date(plan.planned_on),
                time=plan.expected_back.strftime("%H:%M") if plan.expected_back else "",
            )
        ]
        if plan.phone:
            said.append(_("Call {phone}.").format(phone=plan.phone.replace(" ", _FIXED_SPACE)))
        others = len(missing) - 1
        if others:
            text = translator.ngettext("{n} more round is late.", "{n} more rounds are late.", others)
            said.append(text.format(n=translator.number(others)))
        return " ".join(said)

    def _check_in(self, found: VisitRound) -> None:
        said = self._context.translator.gettext("Noted that they are back.")
        workspace = self._context.workspace
        self._operations.run(
            lambda: (None, check_in(workspace, found.id)),
            lambda _nothing: None,
            said=lambda _nothing: said,
            failed=self._refuse,
        )

    def _refuse(self, error: Exception) -> None:
        """Whoever is still missing is told of again at once, beside why it could not be noted."""
        self._operations.explain(error)
        self._said = ()
        self._look()

    def _changed(self, changes: Changes, _initiator: object) -> None:
        if changes.everyone or changes.kinds & _KINDS:
            self._look()
