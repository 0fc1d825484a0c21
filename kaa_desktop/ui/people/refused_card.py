"""What would be refused in the statutory delivery about the person, each with a way to mend it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.domain.delivery_controls import Finding, Severity
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.delivery_sentences import finding_text, severity_label
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.fitted import FittedLabel, FittedWidget
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import ToneBadge, button, card, heading, label

Mend = Callable[[str], object]
_MOST = 6


class RefusedCard(FittedWidget):
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
        self._title = heading(_("Would be refused in the delivery"))
        self._lines: list[_FindingLine] = []
        self._more = label("")
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        frame = card(self._title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        layout = frame.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addLayout(self._body)
            layout.addWidget(self._more)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what the controls say about the person; lines are used again."""
        t = self._context.translator
        errors = any(finding.severity is Severity.ERROR for finding in findings)
        self._title.setText(
            t.gettext("Would be refused in the delivery")
            if errors
            else t.gettext("The delivery would warn of this")
        )
        shown = findings[:_MOST]
        while len(self._lines) < len(shown):
            self._lines.append(_FindingLine(t, self._mend))
            self._body.addWidget(self._lines[-1])
        for place, line in enumerate(self._lines):
            if place < len(shown):
                line.show_finding(shown[place])
            line.setVisible(place < len(shown))
        left = len(findings) - _MOST
        self._more.setText(t.gettext("and {n} more").format(n=t.number(left)))
        self._more.setVisible(left > 0)
        self.setVisible(bool(findings))


class _FindingLine(QWidget):
    """One finding after the other."""

    def __init__(self, translator: Translator, mend: Mapping[str, Mend]) -> None:
        super().__init__()
        self._translator = translator
        self._mend = mend
        self._finding: Finding | None = None
        self._severity = ToneBadge()
        self._text = FittedLabel()
        self._button = button(translator.gettext("Mend …"), self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._severity)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)

    def show_finding(self, finding: Finding) -> None:
        self._finding = finding
        t, text = self._translator, finding_text(finding, self._translator)
        tone = Tone.DANGER if finding.severity is Severity.ERROR else Tone.WARNING
        self._severity.show_state(severity_label(finding.severity, t), tone)
        self._text.setText(text)
        self._button.setAccessibleName(t.gettext("Mend: {what}").format(what=text))

    def _go(self) -> None:
        if self._finding is not None:
            self._mend[self._finding.target](self._finding.target_id)
