"""Letters and text messages to those whom the municipality wants to reach."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.letters import (
    LANGUAGES,
    MOST_LETTERS,
    Addressee,
    FinishedLetter,
    LetterPrint,
    LetterTemplate,
    LetterText,
    LetterWording,
    check_finished,
    check_wording,
    fill_in,
    in_own_words,
    only_own,
    parse_templates,
    parse_wording,
    wording_as_text,
)
from kaa_desktop.domain.young_people import PersonDetails
from kaa_desktop.i18n import Translator, load_translator
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.report_files import write_report
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.histories import log_read
from kaa_desktop.storage.settings import save_settings
from kaa_desktop.storage.young_people import get_person
from kaa_desktop.system.assets import letter_documents, translations_folder

LOGGED_AS = "letters"
_SENT = "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterForms:
    """What a letter begins with.

    Attributes:
        templates: in the municipality's own words.
        values: by language, what is known of everybody who is written to.
        street, phone: of the one who is written to; empty for several.
        protected: how many are left out since their personal data is protected.
        without_address: how many of several are left out since the register has no address.
    """

    templates: tuple[LetterTemplate, ...]
    values: Mapping[str, Mapping[str, str]]
    street: str
    phone: str
    protected: int
    without_address: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is sent: the same to everybody, but for what is filled in.

    Attributes:
        log: note it as a contact attempt of today.
    """

    channel: str
    language: str
    text: LetterText
    log: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLetters:
    """What was written, and who was left out."""

    letters: int
    protected: int
    without_address: int


@dataclass(frozen=True, slots=True)
class _Found:
    """Who can be written to."""

    people: tuple[tuple[str, PersonDetails], ...]
    protected: int
    without_address: int


def shipped_letters() -> tuple[LetterTemplate, ...]:
    """The newest shipped templates."""
    return parse_templates(letter_documents()[-1])


def letter_wording(workspace: Workspace) -> LetterWording:
    """What the municipality has decided."""
    return parse_wording(workspace.settings().letter_texts)


def change_wording(workspace: Workspace, wording: LetterWording) -> Changes:
    """Write the municipality's own words.

    Raises:
        InvalidInputError: as `check_wording`.
    """
    own = only_own(shipped_letters(), wording)
    check_wording(own)
    with workspace.register.operation("letters.change") as scope:
        save_settings(scope, replace(workspace.settings(), letter_texts=wording_as_text(own)))
        return workspace.register.changes(scope)


def letter_values(workspace: Workspace, wording: LetterWording) -> dict[str, dict[str, str]]:
    """What is filled in for everybody, by language; what is not known is missing."""
    settings = workspace.settings()
    known = {
        "case_worker": workspace.register.actor,
        "municipality": settings.municipality,
        "phone": wording.phone,
    }
    shared = {name: value for name, value in known.items() if value}
    return {
        language: {**shared, "date": _translator(language).long_date(workspace.today)}
        for language in LANGUAGES
    }


def prepare_letters(workspace: Workspace, person_ids: Sequence[str]) -> LetterForms:
    """What can be written to these people; for one person everything is filled in."""
    wording, found = letter_wording(workspace), _find(workspace, person_ids)
    values = letter_values(workspace, wording)
    one = found.people[0][1] if len(person_ids) == 1 and found.people else None
    if one is not None:
        values = {language: {**known, "first_name": one.first_name} for language, known in values.items()}
    return LetterForms(
        templates=tuple(in_own_words(template, wording) for template in shipped_letters()),
        values=values,
        street=", ".join(_address(one)) if one else "",
        phone=one.phone if one else "",
        protected=found.protected,
        without_address=found.without_address,
    )


def write_letters(
    workspace: Workspace, person_ids: Sequence[str], letter: Letter, path: Path, *, password: str | None
) -> tuple[WrittenLetters, Changes]:
    """Write a PDF that begins a page for each person, and note the attempt where that is wanted.

    Args:
        workspace: the open register.
        person_ids: to whom; protected people, and of several those without an address, are left out.
        letter: what is sent.
        path: a PDF; one that is there is replaced.
        password: what opens the file; None where the user has declined encryption.

    Raises:
        InvalidInputError: a code that begins with `letter.`, `export.password_missing`, or
            `report.not_written`.
    """
    from kaa_desktop.reports.encryption import encrypted_pdf
    from kaa_desktop.reports.letters import build_letters

    if password == "":
        raise InvalidInputError("export.password_missing")
    found = _find(workspace, person_ids)
    content = build_letters(_print_of(workspace, found, letter), _translator(letter.language))
    if password is not None:
        content = encrypted_pdf(content, password)
    for person_id, _details in found.people:
        log_read(workspace.register, person_id, what=LOGGED_AS)
    write_report(path, content)
    changes = _log(workspace, [person_id for person_id, _details in found.people], letter)
    written = WrittenLetters(
        letters=len(found.people), protected=found.protected, without_address=found.without_address
    )
    return written, changes


def note_message(workspace: Workspace, person_id: str, letter: Letter) -> Changes:
    """A text message is taken along to be sent; the attempt is noted where that is wanted.

    Raises:
        InvalidInputError: a code that begins with `letter.`.
    """
    check_finished(letter.text)
    if not _find(workspace, [person_id]).people:
        raise InvalidInputError("letter.nobody")
    return _log(workspace, [person_id], letter)


def _log(workspace: Workspace, person_ids: Sequence[str], letter: Letter) -> Changes:
    if not letter.log:
        return Changes()
    entry = ContactEntry(made_on=workspace.today, channel=letter.channel, outcome=_SENT)
    return log_contact(workspace, person_ids, entry)


def _find(workspace: Workspace, person_ids: Sequence[str]) -> _Found:
    """One without an address may be handed the letter; of many nobody would notice."""
    people: list[tuple[str, PersonDetails]] = []
    protected = without_address = 0
    with workspace.register.read() as connection:
        for person_id in person_ids:
            person = get_person(connection, person_id)
            if person is None or person.protection or person.details is None:
                protected += 1
            elif len(person_ids) > 1 and not _address(person.details):
                without_address += 1
            else:
                people.append((person_id, person.details))
    return _Found(tuple(people), protected, without_address)


def _print_of(workspace: Workspace, found: _Found, letter: Letter) -> LetterPrint:
    if not found.people:
        raise InvalidInputError("letter.nobody")
    if len(found.people) > MOST_LETTERS:
        raise InvalidInputError("letter.too_many", limit=MOST_LETTERS)
    settings, wording = workspace.settings(), letter_wording(workspace)
    values = letter_values(workspace, wording)[letter.language]
    finished = []
    for _id, details in found.people:
        text = fill_in(letter.text, {**values, "first_name": details.first_name})
        check_finished(text)
        name = f"{details.first_name} {details.last_name}".strip()
        lines = tuple(line for line in (name, *_address(details)) if line)
        finished.append(FinishedLetter(Addressee(lines), text))
    return LetterPrint(
        letters=tuple(finished),
        municipality=settings.municipality,
        address=wording.address,
        phone=wording.phone,
        logo=base64.b64decode(settings.logo),
        made_on=workspace.today,
    )


def _address(details: PersonDetails) -> list[str]:
    """The street and the place; nothing where the street or the place is missing."""
    place = f"{details.postal_code} {details.city}".strip()
    return [details.street, place] if details.street and place else []


def _translator(language: str) -> Translator:
    return load_translator(language, translations_folder())
