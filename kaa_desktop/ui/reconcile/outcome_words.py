"""What came of a file, in numbered sentences."""

from __future__ import annotations

from collections.abc import Iterator

from kaa_desktop.domain.candidates import Placement, PopulationOutcome
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.labels import placement_label
from kaa_desktop.services.register_files import RegisterImport
from kaa_desktop.ui.common.file_preview import OutcomeLine


def population_lines(outcome: PopulationOutcome, translator: Translator) -> Iterator[OutcomeLine]:
    """Every row in exactly one line, those that count nothing left out."""
    _ = translator.gettext
    yield OutcomeLine(outcome.rows, _("people in the file"))
    yield OutcomeLine(outcome.new.get(Placement.CANDIDATE, 0), _("new on the list"), strong=True)
    for placement in (Placement.DECIDE_MUNICIPALITY, Placement.DECIDE_BIRTHDAY):
        text = _("new, to decide by hand: {reason}").format(reason=placement_label(placement, translator))
        yield from _some(outcome.new.get(placement, 0), text)
    yield from _some(outcome.known, _("on the list already"))
    yield from _some(outcome.changed, _("on the list already, with other facts now"))
    yield from _some(outcome.registered, _("in the register already"))
    yield from _some(outcome.dismissed, _("taken off the list earlier; they do not come back"))
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


def _some(count: int, text: str) -> Iterator[OutcomeLine]:
    if count:
        yield OutcomeLine(count, text)
