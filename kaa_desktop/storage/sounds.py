"""Finds people whose name sounds like what is typed, however it is spelled."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from kaa_desktop.domain.phonetics import sounds, spelled_alike
from kaa_desktop.storage.engine import plain_rows
from kaa_desktop.storage.names import name_parts, sort_word
from kaa_desktop.storage.search import search_words

_ENOUGH = 200
_SHORTEST_WORD = 3
"""Of shorter words too many sound the same; they must begin a word of the name, or stand in the number."""

_LONG_KEY = 5
"""From here on a key may also be the beginning of a longer one."""

_MATCHING = """
SELECT p.row_number, p.sort_name, p.number FROM young_person p
WHERE p.row_number IN (SELECT rowid FROM person_sounds WHERE person_sounds MATCH ? LIMIT ?)
  AND p.row_number NOT IN (SELECT value FROM json_each(?))
"""


def people_who_sound_like(
    connection: Connection, text: str, *, known: Collection[int], limit: int
) -> tuple[int, ...]:
    """Row numbers of those not known yet, the most alike in spelling first; each word must be heard."""
    words = search_words(text)
    spoken = [word for word in words if len(word) >= _SHORTEST_WORD and word.isalpha()]
    query = _query(spoken, ends_open=bool(spoken) and words[-1] == spoken[-1])
    if not query:
        return ()
    rows = plain_rows(connection, _MATCHING, (query, _ENOUGH, json.dumps(list(known))))
    typed = [sort_word(word) for word in words if word in spoken]
    rest = [sort_word(word) for word in words if word not in spoken]
    fitting = [row for row in rows if _begin(rest, row[1], row[2])]
    ranked = sorted((-_alikeness(name, typed), name, number) for number, name, _ in fitting)
    return tuple(number for _, _, number in ranked[:limit])


def _query(spoken: Sequence[str], *, ends_open: bool) -> str:
    """Every word by one of its keys; the last one may still be on its way."""
    groups = []
    for place, word in enumerate(spoken, start=1):
        keys = sounds(word)
        if not keys:
            return ""
        open_here = ends_open and place == len(spoken)
        groups.append(" OR ".join(f'"{key}"{"*" * (open_here and len(key) >= _LONG_KEY)}' for key in keys))
    return " AND ".join(f"({group})" for group in groups)


def _begin(rest: Sequence[str], name: str, number: str) -> bool:
    parts = name_parts(name)
    return all(word in number or any(part.startswith(word) for part in parts) for word in rest)


def _alikeness(name: str, typed: Sequence[str]) -> float:
    parts = name_parts(name)
    return sum(max(spelled_alike(word, part) for part in parts) for word in typed)
