"""Opening a person's page in a register of 150,000 people and a million contacts, against bare statements.

Run: python -m tests.benchmarks.open_person
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from sqlcipher3 import dbapi2

from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from kaa_desktop.storage.engine import connect
from tests.benchmarks.demo_registers import demo_register
from tests.benchmarks.timing import measured, say, told

PEOPLE = 150_000
PAGES = 2000

_STATEMENTS = (
    "SELECT * FROM young_person WHERE id = ?",
    "SELECT * FROM episode WHERE person_id = ? ORDER BY registered_on",
    "SELECT * FROM contact_attempt WHERE person_id = ? ORDER BY made_on, id",
    "SELECT * FROM occupation WHERE person_id = ? ORDER BY verified_on, id",
    "SELECT * FROM measure WHERE person_id = ? ORDER BY offered_on, id",
)


def bare_page(connection: dbapi2.Connection) -> Callable[[str], object]:
    """The statements of the page alone."""

    def page(person_id: str) -> object:
        rows = [connection.execute(statement, (person_id,)).fetchall() for statement in _STATEMENTS]
        workers = connection.execute("SELECT id, name FROM case_worker ORDER BY name").fetchall()
        return rows, workers, connection.execute("SELECT id, value FROM setting").fetchall()

    return page


def anybody(workspace: Workspace) -> list[str]:
    """People spread over the whole register."""
    with workspace.register.read() as connection:
        ids = [str(row[0]) for row in connection.exec_driver_sql("SELECT id FROM young_person")]
    return Random(1).sample(ids, 2 * PAGES)  # noqa: S311 - a benchmark


def main() -> None:
    """Print the line; each side opens people whom the other has not."""
    workspace = demo_register(PEOPLE)
    connection = connect(workspace.register.path, workspace.register.keys.file_key)
    people = anybody(workspace)
    bare = measured(bare_page(connection), people[:PAGES])
    ours = measured(lambda person: open_person(workspace, person), people[PAGES:])
    say(told("open a person", ours, bare, "p95 < 16 ms"))
    connection.close()
    workspace.register.close()


if __name__ == "__main__":
    main()
