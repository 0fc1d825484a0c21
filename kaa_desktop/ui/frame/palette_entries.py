"""What the command palette offers for a text: people, commands, and the way to the whole list."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.labels import state_label

COMMANDS_ONLY = ">"
MOST_PEOPLE = 8
_MOST_COMMANDS = 5


class EntryKind(StrEnum):
    """What happens when it is chosen."""

    PERSON = "person"
    COMMAND = "command"
    SHOW_ALL = "show_all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the palette.

    Attributes:
        detail: after the text, paler.
        right: at the end of the row: a state or a shortcut.
        begins_group: a line separates it from what stands above.
    """

    kind: EntryKind
    id: str
    text: str
    detail: str = ""
    right: str = ""
    icon: str = ""
    begins_group: bool = False

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return ", ".join(part for part in (self.text, self.detail, self.right) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something that can be done now, in the user's language.

    Attributes:
        useful: offered before anything is typed.
    """

    id: str
    text: str
    group: str
    icon: str
    shortcut: str
    useful: bool


def entries_for(
    text: str, people: Iterable[PersonListRow], commands: Sequence[Command], translator: Translator
) -> list[Entry]:
    """The rows for what is typed; for no text the people are those opened last."""
    typed = text.strip()
    if typed.startswith(COMMANDS_ONLY):
        return _commands(commands, typed.removeprefix(COMMANDS_ONLY))
    persons = [_person(row, translator) for row in people]
    if not typed:
        return _grouped(persons, _commands([c for c in commands if c.useful], ""))
    return _grouped(persons, _show_all(translator, persons), _commands(commands, typed)[:_MOST_COMMANDS])


def _person(row: PersonListRow, translator: Translator) -> Entry:
    alike = translator.gettext("sounds alike") if row.sounds_alike else ""
    return Entry(
        kind=EntryKind.PERSON,
        id=row.id,
        text=row.name,
        detail=" · ".join(part for part in (row.number, alike) if part),
        right=state_label(row.state, translator),
        icon="shield" if row.protection else "ear" if row.sounds_alike else "user",
    )


def _show_all(translator: Translator, persons: Sequence[Entry]) -> list[Entry]:
    if not persons:
        return []
    text = translator.gettext("Show all in the list")
    return [Entry(kind=EntryKind.SHOW_ALL, id="", text=text, icon="list")]


def _commands(commands: Iterable[Command], typed: str) -> list[Entry]:
    """Those of which every typed word begins a word: first of the text itself, then of its group too."""
    words = _folded(typed).split()
    found = []
    for place, command in enumerate(commands):
        text = _folded(command.text)
        grouped = f"{text} {_folded(command.group)}"
        if _begin_words(words, grouped):
            begins = not words or text.startswith(" ".join(words))
            rank = 0 if begins else 1 if _begin_words(words, text) else 2
            found.append((rank, place, command))
    return [_command(command) for _, _, command in sorted(found, key=lambda ranked: ranked[:2])]


def _begin_words(typed: Iterable[str], text: str) -> bool:
    return all(f" {word}" in f" {text}" for word in typed)


def _command(command: Command) -> Entry:
    return Entry(
        kind=EntryKind.COMMAND,
        id=command.id,
        text=command.text,
        detail=command.group,
        right=command.shortcut,
        icon=command.icon,
    )


def _grouped(*groups: Sequence[Entry]) -> list[Entry]:
    entries: list[Entry] = []
    for group in groups:
        entries += [
            replace(entry, begins_group=bool(entries) and place == 0) for place, entry in enumerate(group)
        ]
    return entries


def _folded(text: str) -> str:
    """Lower case without accents: nobody should need å to find a command."""
    bare = unicodedata.normalize("NFD", text.casefold())
    return "".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))
