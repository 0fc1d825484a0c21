"""Search for people as somebody types, against the bare statements on a connection of the same settings.

Run: python -m tests.benchmarks.search
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from sqlcipher3 import dbapi2

from kaa_desktop.domain.phonetics import sounds
from kaa_desktop.services.searches import search
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.engine import connect
from tests.benchmarks.demo_registers import demo_register
from tests.benchmarks.timing import measured_in_turn, say, told

PEOPLE = 150_000
SEARCHES = 200

_WORDS = "SELECT rowid FROM person_words WHERE person_words MATCH ? LIMIT 200"
_INFIX = "SELECT rowid FROM person_infix WHERE person_infix MATCH ? LIMIT 200"
_SOUNDS = "SELECT rowid FROM person_sounds WHERE person_sounds MATCH ? LIMIT 200"
_SHOWN = """
SELECT p.id, p.number, p.first_name, p.last_name, p.city, p.phone, p.sort_name, e.registered_on,
       e.deregistered_on, w.name, o.kind, o.verified_on, max(a.made_on),
       max(CASE WHEN a.outcome IN ('declined_contact', 'reached') THEN a.made_on END)
FROM young_person p
LEFT JOIN episode e ON e.id = (SELECT f.id FROM episode f WHERE f.person_id = p.id
                               ORDER BY f.registered_on DESC LIMIT 1)
LEFT JOIN case_worker w ON w.id = e.case_worker_id
LEFT JOIN occupation o ON o.id = (SELECT q.id FROM occupation q WHERE q.person_id = p.id
                                  ORDER BY q.verified_on DESC LIMIT 1)
LEFT JOIN contact_attempt a ON a.person_id = p.id
WHERE p.row_number IN ({}) GROUP BY p.id ORDER BY p.sort_name
"""


def typed(workspace: Workspace, rng: Random) -> dict[str, list[str]]:
    """What is searched for, by kind, taken from people who are there."""
    with workspace.register.read() as connection:
        people = connection.exec_driver_sql(
            "SELECT first_name, last_name, number FROM young_person WHERE sealed = '' LIMIT 20000"
        ).all()
    chosen = rng.sample([tuple(person) for person in people], SEARCHES)
    kinds = {f"{letters} letters": [first[:letters] for first, _, _ in chosen] for letters in range(1, 5)}
    kinds["two words"] = [f"{first} {last[:3]}" for first, last, _ in chosen]
    kinds["number"] = [value[:8] for _, _, value in chosen]
    kinds["sound"] = [respelled(f"{first} {last}") for first, last, _ in chosen]
    kinds["infix"] = [last[1:5] for _, last, _ in chosen if len(last) > 4]
    return kinds


def respelled(name: str) -> str:
    """Another spelling of the same sound, for most names."""
    for letters, others in (("k", "ck"), ("v", "w"), ("f", "ph"), ("s", "z"), ("n", "nn"), ("l", "ll")):
        name = name.replace(letters, others)
    return name


def bare_search(connection: dbapi2.Connection, kind: str) -> Callable[[str], object]:
    """The statements alone: match in the index, then read the rows to show."""

    def words(text: str) -> object:
        query = " ".join(f'"{word}"*' for word in text.split())
        found = connection.execute(_WORDS, (query,)).fetchall()
        return shown(found)

    def infix(text: str) -> object:
        connection.execute(_WORDS, (f'"{text}"*',)).fetchall()
        return shown(connection.execute(_INFIX, (f'"{text}"',)).fetchall())

    def shown(found: list[tuple[int]]) -> object:
        numbers = ", ".join(str(row[0]) for row in found[:50])
        return connection.execute(_SHOWN.format(numbers)).fetchall()

    def heard(text: str) -> object:
        groups = (" OR ".join(f'"{key}"' for key in sounds(word)) for word in re.findall(r"\w+", text))
        query = " AND ".join(f"({group})" for group in groups if group)
        return shown(connection.execute(_SOUNDS, (query,)).fetchall()[:20])

    return {"infix": infix, "sound": heard}.get(kind, words)


def main() -> None:
    """A line for each kind of search."""
    workspace = demo_register(PEOPLE)
    keys = workspace.register.keys
    connection = connect(workspace.register.path, keys.file_key)
    for kind, texts in typed(workspace, Random(1)).items():  # noqa: S311 - a benchmark
        ours, bare = measured_in_turn(
            lambda text: search(workspace, text), bare_search(connection, kind), texts
        )
        say(told(f"search, {kind}", ours, bare, "ratio <= 3, p95 < 16 ms"))
    connection.close()
    workspace.register.close()


if __name__ == "__main__":
    main()
