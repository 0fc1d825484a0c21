"""The work list as a document: who, what to do, when, and how to reach them."""

from __future__ import annotations

from collections.abc import Iterator

from kaa_desktop.domain.code_lists import CodeLists
from kaa_desktop.domain.work_list import WorkRow
from kaa_desktop.domain.work_prints import WorkPrint
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.labels import left_out_sentence
from kaa_desktop.i18n.work_labels import due_label, group_label, step_label, why_label
from kaa_desktop.reports.blocks import Heading, Paragraph
from kaa_desktop.reports.layout import Block
from kaa_desktop.reports.municipal_document import render_document
from kaa_desktop.reports.styles import META, SENDER
from kaa_desktop.reports.tables import Align, Column, Row, Table

_NAME, _PHONE, _STEP, _DUE, _WORKER = 100.0, 66.0, 90.0, 64.0, 74.0
"""The longest words of steps and reasons fit, in Swedish too."""


def build_work_list(printed: WorkPrint, code_lists: CodeLists, translator: Translator) -> bytes:
    """A tagged PDF; its title and metadata name nobody."""
    _ = translator.gettext
    title = _("Work list: {group}").format(group=group_label(printed.group, translator))
    return render_document(_blocks(printed, title, code_lists, translator), title, printed, translator)


def _blocks(printed: WorkPrint, title: str, code_lists: CodeLists, translator: Translator) -> Iterator[Block]:
    _ = translator.gettext
    yield Paragraph(printed.municipality, SENDER)
    yield Heading(1, title)
    yield Paragraph(_("Made on {day}").format(day=translator.long_date(printed.made_on)), META)
    yield Paragraph(
        _("These pages hold personal data. Keep them with you, and shred them when all is noted."), META
    )
    for remark in _remarks(printed, translator):
        yield Paragraph(remark)
    if printed.rows:
        yield _table(printed, code_lists, translator)


def _remarks(printed: WorkPrint, translator: Translator) -> Iterator[str]:
    number = translator.number
    if printed.left_out:
        yield left_out_sentence(printed.left_out, translator)
    shown = len(printed.rows) + printed.left_out
    if shown < printed.total:
        yield translator.gettext("The first {n} of {total} people.").format(
            n=number(shown), total=number(printed.total)
        )


def _table(printed: WorkPrint, code_lists: CodeLists, translator: Translator) -> Block:
    _ = translator.gettext
    columns = (
        Column(_("Name"), _NAME, Align.LEFT),
        Column(_("Phone"), _PHONE, Align.LEFT),
        Column(_("Next step"), _STEP, Align.LEFT),
        Column(_("Due"), _DUE, Align.LEFT),
        Column(_("Why here"), 0, Align.LEFT),
        Column(_("Case worker"), _WORKER, Align.LEFT),
    )
    rows = [Row(_cells(row, printed, code_lists, translator)) for row in printed.rows]
    return Table(_("The people of the list, the most urgent first"), columns, rows)


def _cells(
    row: WorkRow, printed: WorkPrint, code_lists: CodeLists, translator: Translator
) -> tuple[str, ...]:
    step = row.item.step
    return (
        row.person.name,
        row.person.phone or "–",
        step_label(step, code_lists, translator),
        due_label(step.due_on, printed.made_on, translator),
        why_label(step, row.reasons, translator),
        row.person.case_worker or "–",
    )
