"""What is said of letters: to whom they go, who is left out, and what has been saved."""

from __future__ import annotations

from kaa_desktop.domain.letter_places import place
from kaa_desktop.domain.letters import LetterTemplate
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.labels import left_out_sentence
from kaa_desktop.services.letters import LetterForms, WrittenLetters


class LetterWords:
    """Sentences in the user's language."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator

    def to(self, forms: LetterForms, template: LetterTemplate, *, people: int) -> str:
        """Where it goes, or who is left out."""
        _ = self._translator.gettext
        if people > 1:
            each = _("Each gets a page of their own; {first_name} becomes the first name.")
            name = place("first_name", self._translator.language)
            return " ".join(
                (each.format(first_name=name), *self._left_out(forms.protected, forms.without_address))
            )
        if forms.protected:
            return _("The personal data is protected: nothing is sent from here.")
        if template.message:
            found = _("To {phone}").format(phone=forms.phone)
            return found if forms.phone else _("There is no phone number in the register.")
        return _("To {address}").format(address=forms.street) if forms.street else self._no_address()

    def log(self, template: LetterTemplate, *, people: int) -> str:
        """What the tick does."""
        _ = self._translator.gettext
        if template.message:
            return _("Note the text message as sent today")
        return _("Note the letter as sent today") if people == 1 else _("Note the letters as sent today")

    def verb(self, template: LetterTemplate) -> str:
        """What the button does."""
        _ = self._translator.gettext
        return _("Copy the text") if template.message else _("Save as PDF …")

    def copied(self, *, logged: bool) -> str:
        """A text message is on the clipboard."""
        _ = self._translator.gettext
        if logged:
            return _("The text is copied, and the text message is noted as sent today.")
        return _("The text is copied.")

    def saved(self, written: WrittenLetters, name: str, *, logged: bool) -> str:
        """Letters stand in a file."""
        ngettext, number = self._translator.ngettext, written.letters
        told = ngettext("The letter is saved as {name}.", "{n} letters are saved as {name}.", number)
        said = [told.format(name=name, n=self._translator.number(number))]
        if logged:
            said.append(ngettext("It is noted as sent today.", "They are noted as sent today.", number))
        return " ".join((*said, *self._left_out(written.protected, written.without_address)))

    def _no_address(self) -> str:
        return self._translator.gettext("There is no address in the register.")

    def _left_out(self, protected: int, without_address: int) -> list[str]:
        ngettext = self._translator.ngettext
        said = [left_out_sentence(protected, self._translator)] if protected else []
        if without_address:
            nowhere = ngettext(
                "{n} person without an address is left out.",
                "{n} people without an address are left out.",
                without_address,
            )
            said.append(nowhere.format(n=self._translator.number(without_address)))
        return said
