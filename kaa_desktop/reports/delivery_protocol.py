"""The control protocol of a statutory delivery: what was sent, and which controls did not hold."""

from __future__ import annotations

from collections.abc import Iterator

from kaa_desktop.domain.delivery_protocol import DeliveryProtocol
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.delivery_sentences import control_label, difference_text, severity_label
from kaa_desktop.reports.blocks import Heading, Paragraph
from kaa_desktop.reports.layout import Block
from kaa_desktop.reports.municipal_document import render_document
from kaa_desktop.reports.period_names import days, heading_name
from kaa_desktop.reports.styles import LEAD, META, SENDER
from kaa_desktop.reports.tables import Align, Column, Row, Table

_NUMBER = 66.0
_SEVERITY = 74.0


def build_delivery_protocol(protocol: DeliveryProtocol, translator: Translator) -> bytes:
    """The protocol as a tagged PDF; it holds counts only, and nobody's name or number."""
    _ = translator.gettext
    title, period = _("Control protocol of the statutory delivery"), heading_name(protocol.period, translator)
    blocks = _Content(protocol, translator).blocks(title)
    return render_document(blocks, f"{title} – {period}", protocol, translator)


class _Content:
    def __init__(self, protocol: DeliveryProtocol, translator: Translator) -> None:
        self._protocol = protocol
        self._t = translator

    def blocks(self, title: str) -> Iterator[Block]:
        _, protocol, t = self._t.gettext, self._protocol, self._t
        yield Paragraph(protocol.municipality, SENDER)
        yield Heading(1, title)
        yield Paragraph(f"{heading_name(protocol.period, t)} ({days(protocol.period, t)})", META)
        yield Paragraph(_("Made on {day}").format(day=t.long_date(protocol.made_on)), META)
        yield Paragraph(self._summary(), LEAD)
        yield Heading(2, _("The delivery"))
        yield from self._delivery()
        yield Heading(2, _("The form of the file"))
        yield from self._form()
        yield Heading(2, _("The controls"))
        yield from self._controls()

    def _summary(self) -> str:
        _, protocol, t = self._t.gettext, self._protocol, self._t
        errors = sum(c.findings for c in protocol.controls if c.severity.value == "error")
        warnings = sum(c.findings for c in protocol.controls if c.severity.value == "warning")
        return _(
            "The register has {people} people and {rows} registrations in the half-year. The controls find "
            "{errors} errors and {warnings} warnings today."
        ).format(
            people=t.number(protocol.people),
            rows=t.number(protocol.records),
            errors=t.number(errors),
            warnings=t.number(warnings),
        )

    def _delivery(self) -> Iterator[Block]:
        _, t, delivery = self._t.gettext, self._t, self._protocol.delivery
        if delivery is None:
            yield Paragraph(_("No delivery has been made for the half-year."))
            return
        rows = [
            (_("Made"), t.time(delivery.made_at)),
            (_("By"), delivery.made_by),
            (_("People"), t.number(delivery.people)),
            (_("Errors"), t.number(delivery.errors)),
            (_("Warnings"), t.number(delivery.warnings)),
            (_("Checksum (SHA-256)"), delivery.file_hash),
        ]
        if delivery.forced_because:
            rows.append((_("Made in spite of errors, because"), delivery.forced_because))
        yield self._facts(_("The newest delivery"), rows)
        if self._protocol.difference is not None:
            yield Paragraph(difference_text(self._protocol.difference, t))

    def _form(self) -> Iterator[Block]:
        _, protocol, t = self._t.gettext, self._protocol, self._t
        if not protocol.form_confirmed:
            yield Paragraph(
                _(
                    "UNCONFIRMED: columns and codes have not been taken from the authority's own documents "
                    "for this half-year."
                )
            )
        deadline = t.long_date(protocol.deadline) if protocol.deadline else _("not set")
        rows = [(_("Source"), t.gettext(protocol.form_source)), (_("Last day to deliver"), deadline)]
        yield self._facts(_("Where the form comes from"), rows)

    def _controls(self) -> Iterator[Block]:
        _, protocol, t = self._t.gettext, self._protocol, self._t
        if not protocol.controls:
            yield Paragraph(_("Every control holds."))
            return
        columns = [
            Column(_("Control"), align=Align.LEFT),
            Column(_("Kind"), _SEVERITY, Align.LEFT),
            Column(_("Findings"), _NUMBER),
            Column(_("People"), _NUMBER),
        ]
        rows = [
            Row(
                (
                    control_label(control.code, t),
                    severity_label(control.severity, t),
                    t.number(control.findings),
                    t.number(control.people) if control.people else "–",
                )
            )
            for control in protocol.controls
        ]
        yield Table(_("Controls that do not hold"), columns, rows)

    def _facts(self, caption: str, rows: list[tuple[str, str]]) -> Table:
        _ = self._t.gettext
        columns = [Column(_("What"), 170.0, Align.LEFT), Column(_("Value"), align=Align.LEFT)]
        return Table(caption, columns, [Row(row) for row in rows])
