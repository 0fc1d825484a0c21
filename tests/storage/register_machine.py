"""A register that is worked on at random, with what holds whatever is done in whatever order."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.errors import KaaError
from kaa_desktop.domain.register_history import (
    ContactRecord,
    EpisodeRecord,
    MeasureRecord,
    PersonRecord,
    RegisterHistory,
)
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.register_workbook import write_register_workbook
from kaa_desktop.services import undo
from kaa_desktop.services.backups import verify
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.register_files import import_register
from kaa_desktop.storage.changelog import broken_operations
from kaa_desktop.storage.verification import LOGGED_TABLES, rebuild_table, table_rows
from tests.registers import TODAY, SetClock, new_workspace, person, registered
from tests.storage.import_states import Staged, Tables, once_sealed, staged

SEALED = "protection.seal"
MARKS = {Protection.NONE: "", Protection.CONFIDENTIALITY_MARK: "Sekretessmarkering"}

serials = st.integers(100, 105)
past = st.dates(date(2026, 1, 1), TODAY)
names = st.sampled_from(["Åsa", "Bo", "O'Brien", 'Q"', "\x00\n", "😀", ""])
picks = st.integers(0, 20)
protections = st.sampled_from([Protection.NONE, Protection.NONE, Protection.CONFIDENTIALITY_MARK])


class RegisterMachine(RuleBasedStateMachine):
    """Random work of one user on one register."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = SetClock()
        self.workspace = new_workspace(self.folder, clock=self.clock)
        self.before: dict[int, tuple[Tables, Staged]] = {}
        self.last, self.staged = self.tables(), staged(self.workspace)

    def teardown(self) -> None:
        assert verify(self.workspace).findings == ()
        self.workspace.register.close()
        shutil.rmtree(self.folder)

    def tables(self) -> Tables:
        with self.workspace.register.read() as connection:
            return {table: table_rows(connection, table) for table in LOGGED_TABLES}

    def newest_operation(self) -> int:
        with self.workspace.register.read() as connection:
            return int(connection.exec_driver_sql("SELECT max(number) FROM operation").scalar_one())

    def ids(self, table: str) -> list[str]:
        return sorted(self.last[table])

    def pick(self, table: str, number: int) -> str:
        ids = self.ids(table)
        return ids[number % len(ids)] if ids else "nothing"

    def do(self, work: Callable[[], object]) -> None:
        """An operation is whole or leaves nothing; what it found is kept for its undo."""
        former, sources, newest = self.last, self.staged, self.newest_operation()
        refused = ""
        try:
            work()
        except KaaError as error:
            refused = error.code
        assert not refused.startswith("file.")
        assert not refused or self.newest_operation() == newest
        self.last, self.staged = self.tables(), staged(self.workspace)
        new = self.operations_after(newest)
        self.before |= dict.fromkeys(new, (former, sources))
        if SEALED in new.values():
            former = once_sealed(former, self.last)
            self.before = {n: (once_sealed(rows, self.last), of) for n, (rows, of) in self.before.items()}
        if not new.keys() - {number for number, name in new.items() if name == SEALED}:
            assert (self.last, self.staged.files) == (former, sources.files)

    def operations_after(self, number: int) -> dict[int, str]:
        with self.workspace.register.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT number, name FROM operation WHERE number > ?", (number,)
            )
            return {row.number: row.name for row in rows}

    @rule(serial=serials, on=past, protection=protections, first_name=names)
    def register(self, serial: int, on: date, protection: Protection, first_name: str) -> None:
        details = person(serial, first_name=first_name)
        self.do(lambda: registered(self.workspace, details, on=on, protection=protection))

    @rule(numbers=st.lists(serials, min_size=1, max_size=3, unique=True), on=past, protection=protections)
    def take_in(self, numbers: list[int], on: date, protection: Protection) -> None:
        people = [PersonRecord(details=person(n), protection=protection) for n in numbers]
        ids = [p.details.number.value for p in people]
        history = RegisterHistory(
            people,
            [EpisodeRecord(number=n, registered_on=on, case_worker="Per Öberg") for n in ids],
            [
                ContactRecord(number=n, made_on=on, channel="sms", outcome="sent", occupation="work")
                for n in ids
            ],
            [MeasureRecord(number=n, kind="guidance", offered_on=on) for n in ids],
        )
        self.do(lambda: self._take_in(history))

    def _take_in(self, history: RegisterHistory) -> None:
        path = self.folder / "register.xlsx"
        write_register_workbook(path, history, self.workspace.code_lists)
        import_register(self.workspace, path, NoProgress())

    def file(self, header: str, rows: Iterable[tuple[int, *tuple[str, ...]]]) -> Path:
        """A file whose first column holds numbers."""
        path = self.folder / "fil.csv"
        lines = (";".join((person(serial).number.value, *rest)) for serial, *rest in rows)
        path.write_text("\n".join((header, *lines)) + "\n", "utf-8")
        return path

    @rule(marks=st.dictionaries(st.integers(103, 109), protections, min_size=1, max_size=4))
    def population(self, marks: dict[int, Protection]) -> None:
        rows = ((serial, "Öberg", "Åsa", "0180", MARKS[mark]) for serial, mark in marks.items())
        path = self.file("Personnr;Efternamn;Förnamn;Kommunkod;Skydd", rows)
        self.do(lambda: import_population(self.workspace, path, NoProgress()))

    @rule(undos=st.integers(1, 5), redos=st.integers(0, 5))
    def undo_and_redo(self, undos: int, redos: int) -> None:
        for _ in range(undos):
            operation = undo.next_undo(self.workspace)
            self.do(lambda: undo.undo(self.workspace))
            self.check_restored(operation.number if operation else 0, "undo")
        for _ in range(redos):
            operation = undo.next_redo(self.workspace)
            self.do(lambda: undo.redo(self.workspace))
            self.check_restored(operation.number if operation else 0, "redo")

    def check_restored(self, number: int, name: str) -> None:
        """After taking back, the rows are as before; `register.create` has no tables from before."""
        with self.workspace.register.read() as connection:
            newest = connection.exec_driver_sql(
                "SELECT name, undoes FROM operation ORDER BY number DESC LIMIT 1"
            ).one()
        if tuple(newest) == (name, number) and number in self.before:
            tables, sources = self.before[number]
            assert self.last == tables
            assert self.staged.is_restored_as(sources)

    @rule(hours=st.integers(-48, 48))
    def time_goes(self, hours: int) -> None:
        self.clock.moment += timedelta(hours=hours)
        self.clock.moment = min(
            max(self.clock.moment, SetClock().moment), SetClock().moment + timedelta(days=5)
        )

    @invariant()
    def log_and_tables_agree(self) -> None:
        with self.workspace.register.read() as connection:
            for table in LOGGED_TABLES:
                rebuilt = rebuild_table(connection, table)
                rows = table_rows(connection, table)
                assert rebuilt.keys() == rows.keys()
                for row_id, row in rebuilt.items():
                    assert row is None or row == rows[row_id]
            assert broken_operations(connection) == []
