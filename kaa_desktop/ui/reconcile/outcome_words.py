"""What came of a file, in numbered sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kaa_desktop.domain.placements import Placement
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.labels import placement_label
from kaa_desktop.services.population_import import PopulationImport
from kaa_desktop.services.register_files import RegisterImport
from kaa_desktop.services.source_files import SourceImport
from kaa_desktop.ui.common.file_preview import OutcomeLine


def population_lines(result: PopulationImport, translator: Translator) -> Iterator[OutcomeLine]:
    """Every row in exactly one line, those that count nothing left out."""
    _, outcome = translator.gettext, result.outcome
    yield OutcomeLine(outcome.rows, _("people in the file"))
    yield OutcomeLine(
        outcome.new.get(Placement.CANDIDATE, 0), _("new, may be in the target group"), strong=True
    )
    for placement in (Placement.DECIDE_MUNICIPALITY, Placement.DECIDE_BIRTHDAY):
        text = _("new, to decide by hand: {reason}").format(reason=placement_label(placement, translator))
        yield from _some(outcome.new.get(placement, 0), text)
    yield from _some(outcome.known, _("known, since this file has been imported already"))
    yield from _some(outcome.registered, _("in the register already"))
    for placement, count in outcome.outside.items():
        text = _("not in the target group: {reason}").format(reason=placement_label(placement, translator))
        yield from _some(count, text)
    yield from _some(outcome.unreadable, _("rows left out, see below"))


def register_lines(result: RegisterImport, translator: Translator) -> Iterator[OutcomeLine]:
    """What is new, and what the register had."""
    _, taken = translator.gettext, result.taken
    yield OutcomeLine(taken.people, _("new people"), strong=True)
    yield from _some(taken.episodes, _("registrations"))
    yield from _some(taken.contacts, _("contact attempts"))
    yield from _some(taken.measures, _("measures"))
    yield from _some(taken.already_there, _("records that the register has already"))
    left_out = sum(problem.fatal for problem in result.problems)
    yield from _some(left_out, _("rows left out, see below"))


def source_lines(result: SourceImport, translator: Translator) -> Iterator[OutcomeLine]:
    """What is kept for the reconciliation."""
    _ = translator.gettext
    yield OutcomeLine(result.taken, _("rows for the reconciliation"), strong=True)
    yield from _some(result.rows - result.taken, _("rows of a file that has been imported already"))
    yield from _listed(result, translator)
    left_out = sum(problem.fatal for problem in result.problems)
    yield from _some(left_out, _("rows left out, see below"))


def _listed(result: SourceImport, translator: Translator) -> Iterator[OutcomeLine]:
    """From when to when the rows of a list without first days count."""
    text = translator.gettext("without first days; count as enrolled from {first} to {last}, not longer")
    for problem in result.problems:
        first, last, rows = (problem.data.get(key) for key in ("first", "last", "rows"))
        if isinstance(first, date) and isinstance(last, date) and isinstance(rows, int):
            yield OutcomeLine(rows, text.format(first=translator.date(first), last=translator.date(last)))


def population_said(result: PopulationImport, translator: Translator) -> str:
    """What is said once a population file has been taken in."""
    count = result.outcome.rows - result.outcome.unreadable
    text = translator.ngettext("{n} person imported.", "{n} people imported.", count)
    return text.format(n=translator.number(count))


def source_said(result: SourceImport, translator: Translator) -> str:
    """What is said once pupils or results have been taken in."""
    text = translator.ngettext("{n} row imported.", "{n} rows imported.", result.taken)
    return text.format(n=translator.number(result.taken))


def register_said(result: RegisterImport, translator: Translator) -> str:
    """What is said once a former register has been taken in."""
    count = result.taken.people
    text = translator.ngettext("{n} new person in the register.", "{n} new people in the register.", count)
    return text.format(n=translator.number(count))


def _some(count: int, text: str) -> Iterator[OutcomeLine]:
    if count:
        yield OutcomeLine(count, text)
