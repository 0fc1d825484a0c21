"""The columns of what was found, and of the deliveries that were made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kaa_desktop.domain.deliveries import Delivery
from kaa_desktop.domain.delivery_controls import Finding, Severity
from kaa_desktop.i18n.delivery_sentences import finding_text, severity_label
from kaa_desktop.services.delivery_checks import DeliveryCheck, FoundPerson
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.table_model import Column
from kaa_desktop.ui.common.tokens import Tone

_HASH_SHOWN = 12


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One finding about somebody, or about the delivery as a whole."""

    finding: Finding
    person: FoundPerson | None


def found_lines(checked: DeliveryCheck, severity: Severity | None) -> tuple[FoundLine, ...]:
    """What was found, of one severity or all."""
    lines = [FoundLine(finding, None) for finding in checked.whole]
    lines += [FoundLine(finding, person) for person in checked.found for finding in person.findings]
    return tuple(line for line in lines if severity in {None, line.finding.severity})


def found_columns(context: UiContext) -> tuple[Column[FoundLine], ...]:
    """Who, how grave, and what."""
    t = context.translator
    _ = t.gettext
    return (
        Column[FoundLine](
            id="name",
            title=_("Name"),
            text=lambda line: line.person.name if line.person else _("The delivery as a whole"),
            icon=lambda line: "shield" if line.person and line.person.protected else "",
            width=200,
        ),
        Column[FoundLine](
            id="number",
            title=_("Identity number"),
            text=lambda line: _number(line, context),
            width=130,
        ),
        Column[FoundLine](
            id="severity",
            title=_("Kind"),
            text=lambda line: severity_label(line.finding.severity, t),
            tone=lambda line: Tone.DANGER if line.finding.severity is Severity.ERROR else Tone.WARNING,
            width=110,
        ),
        Column[FoundLine](
            id="what",
            title=_("What was found"),
            text=lambda line: finding_text(line.finding, t),
            width=320,
            stretch=True,
        ),
    )


def made_columns(context: UiContext) -> tuple[Column[Delivery], ...]:
    """When, by whom, and what identifies the file."""
    t = context.translator
    _ = t.gettext
    return (
        Column[Delivery](id="made", title=_("Made"), text=lambda d: t.time(d.made_at), width=140),
        Column[Delivery](id="by", title=_("By"), text=lambda d: d.made_by, width=140),
        _count("people", _("People"), 80, lambda d: d.people, context),
        _count("errors", _("Errors"), 80, lambda d: d.errors, context),
        _count("warnings", _("Warnings"), 90, lambda d: d.warnings, context),
        Column[Delivery](
            id="why", title=_("In spite of errors, because"), text=lambda d: d.forced_because, width=220
        ),
        Column[Delivery](
            id="hash",
            title=_("Checksum"),
            text=lambda d: d.file_hash[:_HASH_SHOWN],
            width=130,
            stretch=True,
        ),
    )


def _count(
    name: str, title: str, width: int, count: Callable[[Delivery], int], context: UiContext
) -> Column[Delivery]:
    return Column[Delivery](
        id=name,
        title=title,
        text=lambda d: context.translator.number(count(d)),
        number=count,
        width=width,
        align_right=True,
    )


def _number(line: FoundLine, context: UiContext) -> str:
    if line.person is None:
        return ""
    return context.translator.gettext("protected") if line.person.protected else line.person.number
