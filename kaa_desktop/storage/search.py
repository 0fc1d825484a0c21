"""Finds people by every keystroke: words of the name in any order, number in any shape, phone, address."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence

from sqlalchemy import Connection

from kaa_desktop.domain.young_people import PersonDetails
from kaa_desktop.storage.engine import plain_rows
from kaa_desktop.storage.names import sort_word

_ENOUGH = 200
"""Matches that are read and ordered; nobody reads further without another letter."""

_INFIX_LENGTH = 3

_FEW = 10
"""With fewer matches, the inside of words is searched as well."""

_NAMES = "SELECT row_number, sort_name FROM young_person WHERE row_number IN (SELECT value FROM json_each(?))"

_INSIDE_NUMBERS = re.compile(r"(?<=\d)[\s+/-]+(?=[\dA-Z]\d)")
_OF_SWEDEN = re.compile(r"(?<!\S)(?:\+|00)46[\s-]*(?:\(0\))?\s*(?=\d)")
_AREA_ZERO = re.compile(r"^0(?=\d{6})")
"""Numbers that stand in the register with +46 have none."""

_MOST_NEIGHBOURS = 12
"""A household; of a large house with one street number the first are enough."""


def search_people(connection: Connection, text: str, *, limit: int) -> tuple[int, ...]:
    """Row numbers of the best matches, best first.

    An exact beginning of the name stands before a match that needed folding or stands inside a word. Never
    ordered by the index's own rank: with one letter that would read every person.
    """
    words = search_words(text)
    if not words:
        return ()
    found = _by_words(connection, words, "*")
    if len(found) == _ENOUGH and any(len(word) > 1 for word in words):
        # among so many, whom the words name in full must not be missed; nobody's name is one letter
        found = list(dict.fromkeys([*_by_words(connection, words, ""), *found]))
    if len(found) < min(limit, _FEW) and all(len(word) >= _INFIX_LENGTH for word in words):
        known = set(found)
        found += [number for number in _by_infix(connection, words) if number not in known]
    return tuple(_ordered(connection, found, words)[:limit])


def people_at_address(connection: Connection, details: PersonDetails) -> list[int]:
    """Row numbers of all who live there, in the order of the list; protected people stand in no index."""
    words = " ".join(re.findall(r"\w+", details.street))
    rows = connection.exec_driver_sql(
        "SELECT row_number FROM young_person WHERE row_number IN"
        " (SELECT rowid FROM person_words WHERE person_words MATCH ?) AND sealed = ''"
        " AND lower(street) = lower(?) AND postal_code = ? ORDER BY sort_name, id LIMIT ?",
        (f'address : "{words}"', details.street, details.postal_code, _MOST_NEIGHBOURS),
    )
    return [int(row[0]) for row in rows]


def forget_erased(connection: Connection, operation: int) -> None:
    """Where the operation has erased a person's values, make the index forget what it marked as deleted."""
    erased = connection.exec_driver_sql(
        "SELECT EXISTS (SELECT 1 FROM change_log WHERE operation = ? AND table_name = 'young_person'"
        " AND erased_hash IS NOT NULL)",
        (operation,),
    ).scalar()
    if erased:
        for index in ("person_words", "person_infix", "person_sounds"):
            connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('optimize')")


def search_words(text: str) -> list[str]:
    """Words as the index has them; numbers lose their separators, and phone numbers the code of Sweden."""
    typed = _OF_SWEDEN.sub("0", unicodedata.normalize("NFC", text.strip()))
    return re.findall(r"\w+", _INSIDE_NUMBERS.sub("", typed))


def _by_words(connection: Connection, words: Sequence[str], ending: str) -> list[int]:
    query = " ".join(f'"{word}"{ending}' for word in words)
    statement = "SELECT rowid FROM person_words WHERE person_words MATCH ? LIMIT ?"
    return [number for (number,) in plain_rows(connection, statement, (query, _ENOUGH))]


def _by_infix(connection: Connection, words: Sequence[str]) -> list[int]:
    query = " AND ".join(f'"{_AREA_ZERO.sub("", word)}"' for word in words)
    statement = "SELECT rowid FROM person_infix WHERE person_infix MATCH ? LIMIT ?"
    return [number for (number,) in plain_rows(connection, statement, (query, _ENOUGH))]


def _ordered(connection: Connection, numbers: Sequence[int], words: Sequence[str]) -> list[int]:
    """Best first: whole words as typed, then beginnings as typed, then the rest; each by name."""
    if not numbers:
        return []
    rows = plain_rows(connection, _NAMES, (json.dumps(numbers),))
    typed = [(f" {word}", f" {word} ") for word in map(sort_word, words)]
    return [number for _, _, _, number in sorted(_ranked(name, number, typed) for number, name in rows)]


def _ranked(name: str, number: int, typed: Sequence[tuple[str, str]]) -> tuple[int, int, str, int]:
    spaced = f" {name.replace('-', ' ')} "
    whole = begun = 0
    for beginning, word in typed:
        if beginning in spaced:
            begun -= 1
            if word in spaced:
                whole -= 1
    return whole, begun, name, number
