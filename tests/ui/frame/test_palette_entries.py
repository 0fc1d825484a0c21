from __future__ import annotations

import pytest

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.frame.palette_entries import Command, EntryKind, entries_for

COMMANDS = tuple(
    Command(id=text.casefold(), text=text, group=group, icon="", shortcut="F1", useful=useful)
    for text, group, useful in (
        ("Ångra", "Överallt", True),
        ("Skriv ut …", "Rapporter", False),
        ("Logga kontakt", "Ungdomar", True),
        ("Rapporter", "Gå till", False),
        ("Ny rapport", "Ungdomar", False),
    )
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rapport", ["Rapporter", "Ny rapport", "Skriv ut …"]),
        ("rap skriv", ["Skriv ut …"]),
        ("angra", ["Ångra"]),
        ("ÅNG", ["Ångra"]),
        ("kontakt logga", ["Logga kontakt"]),
        ("ontakt", []),
        ("", ["Ångra", "Logga kontakt"]),
        ("> ", [command.text for command in COMMANDS]),
        (">gå", ["Rapporter"]),
    ],
)
def test_commands_match_by_the_beginnings_of_words(swedish: Translator, typed: str, found: list[str]) -> None:
    entries = entries_for(typed, (), COMMANDS, swedish)
    assert [entry.text for entry in entries] == found
    assert all(entry.kind is EntryKind.COMMAND and entry.right == "F1" for entry in entries)
