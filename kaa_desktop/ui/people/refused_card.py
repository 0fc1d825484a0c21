"""What would be refused in the statutory delivery about the person, each with a way to mend it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.domain.delivery_controls import Finding, Severity
from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.i18n.delivery_sentences import finding_text, severity_label
from kaa_desktop.services.delivery_checks import check_person_now
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import badge, button, card, heading, label

Mend = Callable[[str], object]
_MOST = 6


class RefusedCard(QWidget):
    """Hidden where nothing would be refused.

    Args:
        context: of the page.
        mend: by the kind of row that a finding is about, what opens it; gets the id of the row.
    """

    def __init__(self, context: UiContext, mend: Mapping[str, Mend]) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._mend = mend
        self._person_id = ""
        self._title = heading(_("Would be refused in the delivery"))
        self._list: QWidget | None = None
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        frame = card(self._title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        layout = frame.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addLayout(self._body)
        self.hide()

    def show_person(self, view: PersonView) -> None:
        """Run the controls on the person."""
        if self._person_id != view.person.id:
            self.hide()
        self._person_id = view.person.id
        workspace, person_id = self._context.workspace, view.person.id
        self._context.tasks.run(
            lambda: (person_id, check_person_now(workspace, person_id)),
            self._show,
            owner=self,
            key="refused",
        )

    def _show(self, told: tuple[str, tuple[Finding, ...]]) -> None:
        person_id, findings = told
        if person_id != self._person_id:
            return
        _ = self._context.translator.gettext
        errors = any(finding.severity is Severity.ERROR for finding in findings)
        self._title.setText(
            _("Would be refused in the delivery") if errors else _("The delivery would warn of this")
        )
        if self._list is not None:
            self._body.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self._list = QWidget()
        rows = QVBoxLayout(self._list)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for finding in findings[:_MOST]:
            rows.addLayout(self._line(finding))
        left = len(findings) - _MOST
        if left > 0:
            rows.addWidget(label(_("and {n} more").format(n=self._context.translator.number(left))))
        self._body.addWidget(self._list)
        self.setVisible(bool(findings))

    def _line(self, finding: Finding) -> QHBoxLayout:
        t = self._context.translator
        row = QHBoxLayout()
        row.setSpacing(8)
        tone = Tone.DANGER if finding.severity is Severity.ERROR else Tone.WARNING
        row.addWidget(badge(severity_label(finding.severity, t), tone))
        row.addWidget(label(finding_text(finding, t), wrap=True), 1)
        mend = button(t.gettext("Mend …"), lambda: self._mend[finding.target](finding.target_id))
        mend.setAccessibleName(t.gettext("Mend: {what}").format(what=finding_text(finding, t)))
        row.addWidget(mend)
        return row
