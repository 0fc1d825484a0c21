"""Texts of letters and text messages: as shipped, in the municipality's own words, and filled in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.letter_places import as_kept, filled, in_words, open_places, places, unknown_places

LANGUAGES = ("sv", "en")
TEXT_MESSAGE = "sms"
LONGEST = 3000
MOST_LETTERS = 500
"""Nobody folds more of them in one go."""


@dataclass(frozen=True, slots=True)
class LetterText:
    """What a letter says; a text message has no subject."""

    subject: str
    body: str

    def in_words(self, language: str) -> LetterText:
        """With its places in the words of a language."""
        return LetterText(in_words(self.subject, language), in_words(self.body, language))

    def as_kept(self) -> LetterText:
        """With its places in the words that are kept."""
        return LetterText(as_kept(self.subject), as_kept(self.body))


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTemplate:
    """A letter or text message as a beginning for many.

    Attributes:
        channel: how it goes; a code of the list of channels.
        labels, texts: by language.
    """

    id: str
    version: str
    channel: str
    labels: Mapping[str, str]
    texts: Mapping[str, LetterText]

    @property
    def message(self) -> bool:
        """Whether it is a text message."""
        return self.channel == TEXT_MESSAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWording:
    """What the municipality has decided.

    Attributes:
        phone: where the case workers are called.
        address: whence letters come, on one line.
        own: own words, by `text_key`; what is missing is as shipped.
    """

    phone: str = ""
    address: str = ""
    own: Mapping[str, LetterText] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whose letter it is; the lines stand in the window of the envelope."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FinishedLetter:
    """One letter with everything filled in."""

    to: Addressee
    text: LetterText


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPrint:
    """What the letters are drawn from.

    Attributes:
        logo: a picture file's content, or nothing.
    """

    letters: tuple[FinishedLetter, ...]
    municipality: str
    address: str
    phone: str
    logo: bytes
    made_on: date


def text_key(template_id: str, language: str) -> str:
    """Under which name the words of a template in a language are kept."""
    return f"{template_id}.{language}"


def parse_templates(document: str) -> tuple[LetterTemplate, ...]:
    """The templates of a shipped file."""
    read = json.loads(document)
    return tuple(_template(entry, read["version"]) for entry in read["letters"])


def parse_wording(text: str) -> LetterWording:
    """The wording as `wording_as_text` wrote it; an empty text changes nothing."""
    if not text:
        return LetterWording()
    read = json.loads(text)
    own = {key: LetterText(subject, body) for key, (subject, body) in read["own"].items()}
    return LetterWording(phone=read["phone"], address=read["address"], own=own)


def wording_as_text(wording: LetterWording) -> str:
    """The wording as text, to keep; empty where nothing is changed."""
    if wording == LetterWording():
        return ""
    own = {key: (text.subject, text.body) for key, text in wording.own.items()}
    kept = {"phone": wording.phone, "address": wording.address, "own": own}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def in_own_words(template: LetterTemplate, wording: LetterWording) -> LetterTemplate:
    """The template as the municipality has it."""
    texts = {
        language: wording.own.get(text_key(template.id, language), text)
        for language, text in template.texts.items()
    }
    return replace(template, texts=texts)


def only_own(templates: tuple[LetterTemplate, ...], wording: LetterWording) -> LetterWording:
    """Without the texts that are as they were shipped; places in the words that are kept."""
    shipped = {
        text_key(template.id, language): text
        for template in templates
        for language, text in template.texts.items()
    }
    kept = {key: text.as_kept() for key, text in wording.own.items()}
    own = {key: text for key, text in kept.items() if text != shipped.get(key)}
    return replace(wording, own=own)


def check_wording(wording: LetterWording, *, language: str = "") -> None:
    """Refuse texts that could not be filled in.

    Args:
        wording: with places in any language.
        language: in whose words the places that there are are told.

    Raises:
        InvalidInputError: `letter.empty`, `letter.too_long` or `letter.unknown_placeholder`, with the key of
            the text.
    """
    for key, text in wording.own.items():
        _check_size(text, key)
        for part in (text.subject, text.body):
            left = unknown_places(part)
            if left:
                known = places(language)
                raise InvalidInputError("letter.unknown_placeholder", text=left[0], known=known, key=key)


def check_finished(text: LetterText) -> None:
    """Refuse what would be sent with a gap.

    Raises:
        InvalidInputError: `letter.empty`, `letter.too_long` or `letter.open_place`.
    """
    _check_size(text, "")
    left = open_places(f"{text.subject}\n{text.body}")
    if left:
        raise InvalidInputError("letter.open_place", text=left[0])


def fill_in(text: LetterText, values: Mapping[str, str]) -> LetterText:
    """Put values in place of their names; names without a value stay."""
    return LetterText(filled(text.subject, values), filled(text.body, values))


def _check_size(text: LetterText, key: str) -> None:
    if not text.body.strip():
        raise InvalidInputError("letter.empty", key=key)
    if len(text.body) > LONGEST:
        raise InvalidInputError("letter.too_long", limit=LONGEST, key=key)


def _template(entry: Mapping[str, Any], version: str) -> LetterTemplate:
    return LetterTemplate(
        id=entry["id"],
        version=version,
        channel=entry["channel"],
        labels={language: entry[language]["label"] for language in LANGUAGES},
        texts={
            language: LetterText(entry[language]["subject"], "\n".join(entry[language]["body"]))
            for language in LANGUAGES
        },
    )
