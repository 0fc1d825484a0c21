"""What a half-written text is, by its form."""

from __future__ import annotations

from types import MappingProxyType

from kaa_desktop.domain.marking import N_
from kaa_desktop.i18n.translator import Translator

_FORMS = MappingProxyType(
    {
        "contact": N_("Log contact"),
        "contact.several": N_("Log contact for several"),
        "contact.correct": N_("Correct the contact"),
        "person.register": N_("Register a young person"),
        "person.change": N_("Edit details"),
        "episode.close": N_("End the responsibility"),
        "measure.offer": N_("Offer a measure"),
        "measure.end": N_("End the measure"),
        "notice.add": N_("New notice"),
        "notice.register": N_("Register from the notice"),
        "visit.log": N_("Log the visits"),
        "round.plan": N_("New round of home visits"),
        "round.change": N_("Change the round"),
        "mute": N_("Leave off the list"),
        "step": N_("Set next step"),
        "person.again": N_("Register again"),
        "person.open": N_("Why do you open this person?"),
        "view.keep": N_("Keep this view"),
        "worker.add": N_("Add case worker"),
        "leave.add": N_("Note a leave"),
        "delivery.form": N_("The form of the delivery"),
        "delivery.make": N_("Make the delivery"),
        "register.export": N_("Export the register"),
        "settings.municipality": N_("Settings of the municipality"),
        "settings.plan": N_("Contact plan"),
        "settings.codes": N_("Lists to choose from"),
        "settings.texts": N_("Texts"),
        "letter": N_("Write a letter"),
        "letter.several": N_("Letters"),
    }
)


def draft_form_label(form: str, translator: Translator) -> str:
    """The form as its button or heading calls it."""
    return translator.gettext(_FORMS[form]) if form in _FORMS else form
