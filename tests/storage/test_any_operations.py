"""Whatever is done in whatever order: the log alone rebuilds the tables, and undo restores the exact rows."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.errors import KaaError
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.domain.register_history import (
    ContactRecord,
    EpisodeRecord,
    MeasureRecord,
    PersonRecord,
    RegisterHistory,
)
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.register_workbook import write_register_workbook
from kaa_desktop.services import contacts, episodes, measures, undo
from kaa_desktop.services.backups import verify
from kaa_desktop.services.notice_imports import import_notices
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.reconcile_decisions import accept
from kaa_desktop.services.register_files import import_register
from kaa_desktop.services.settings import change_settings
from kaa_desktop.services.source_files import import_enrolments, import_exams
from kaa_desktop.services.young_people import change_person
from kaa_desktop.storage.changelog import broken_operations
from kaa_desktop.storage.verification import LOGGED_TABLES, rebuild_table, table_rows
from tests.registers import TODAY, SetClock, new_workspace, person, registered
from tests.storage.import_states import Staged, Tables, once_sealed, staged

SEALED = "protection.seal"

serials = st.integers(100, 105)
some = st.lists(st.integers(103, 109), min_size=1, max_size=3, unique=True)
past = st.dates(date(2026, 1, 1), TODAY)
names = st.sampled_from(["Åsa", "Bo", "O'Brien", 'Q"', "\x00\n", "😀", ""])
picks = st.integers(0, 20)
protections = st.sampled_from([Protection.NONE, Protection.NONE, Protection.CONFIDENTIALITY_MARK])
channels = st.sampled_from(["phone", "sms"])
outcomes = st.sampled_from(["reached", "no_answer"])


class AnyOperations(RuleBasedStateMachine):
    """Random work of one user on one register."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = SetClock()
        self.workspace = new_workspace(self.folder, clock=self.clock)
        self.before: dict[int, tuple[Tables, Staged]] = {}
        self.last, self.staged = self.tables(), staged(self.workspace)
        for serial in (100, 101):
            self.register(serial, date(2026, 1, 2), Protection.NONE, "Åsa")
            self.offer(serial, date(2026, 2, 2))
        self.population([106, 107], Protection.NONE)

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
        try:
            work()
        except KaaError:
            assert self.newest_operation() == newest
        self.last, self.staged = self.tables(), staged(self.workspace)
        new = self.operations_after(newest)
        if SEALED in new.values():
            former = once_sealed(former, self.last)
        self.before |= dict.fromkeys(new, (former, sources))
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

    @rule(pick=picks, serial=serials, protection=protections, last_name=names)
    def change(self, pick: int, serial: int, protection: Protection, last_name: str) -> None:
        person_id = self.pick("young_person", pick)
        self.do(
            lambda: change_person(
                self.workspace,
                person_id,
                details=person(serial, last_name=last_name),
                birth_date=None,
                protection=protection,
                home_municipality="1480",
            )
        )

    @rule(pick=picks, on=past, channel=channels, outcome=outcomes, note=names)
    def log_contact(self, pick: int, on: date, channel: str, outcome: str, note: str) -> None:
        people = {self.pick("young_person", pick), self.pick("young_person", pick + 1)}
        entry = contacts.ContactEntry(
            made_on=on, channel=channel, outcome=outcome, occupation="work", note=note
        )
        self.do(lambda: contacts.log_contact(self.workspace, sorted(people), entry))

    @rule(pick=picks, on=past)
    def offer(self, pick: int, on: date) -> None:
        person_id = self.pick("young_person", pick)
        self.do(lambda: measures.offer_measure(self.workspace, person_id, kind="guidance", offered_on=on))

    @rule(pick=picks, response=st.sampled_from(["accepted", "declined", "no_response_yet"]))
    def answer(self, pick: int, response: str) -> None:
        measure = self.pick("measure", pick)
        self.do(lambda: measures.answer_offer(self.workspace, measure, response=response))

    @rule(pick=picks, on=past)
    def begin(self, pick: int, on: date) -> None:
        measure = self.pick("measure", pick)
        self.do(lambda: measures.begin_measure(self.workspace, measure, started_on=on))

    @rule(pick=picks, on=past)
    def end(self, pick: int, on: date) -> None:
        measure = self.pick("measure", pick)
        self.do(
            lambda: measures.end_measure(
                self.workspace, measure, ended_on=on, reason="completed", occupation_after="work"
            )
        )

    @rule(pick=picks, on=past, reason=st.sampled_from(["moved", "registered_in_error", "turned_20"]))
    def close(self, pick: int, on: date, reason: str) -> None:
        episode = self.pick("episode", pick)
        self.do(lambda: episodes.close_episode(self.workspace, episode, deregistered_on=on, reason=reason))

    @rule(pick=picks, worker=picks)
    def assign(self, pick: int, worker: int) -> None:
        episode, case_worker = self.pick("episode", pick), self.pick("case_worker", worker)
        chosen = None if case_worker == "nothing" else case_worker
        self.do(lambda: episodes.assign_episode(self.workspace, episode, chosen))

    @rule(days=st.integers(1, 90), name=names)
    def settings(self, days: int, name: str) -> None:
        values = RegisterSettings(municipality_code="0180", municipality_name=name, freshness_days=days)
        self.do(lambda: change_settings(self.workspace, values))

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

    def file(self, header: str, numbers: list[int], rest: str) -> Path:
        path = self.folder / "fil.csv"
        rows = (f"{person(n).number.value};{rest}" for n in numbers)
        path.write_text("\n".join((header, *rows)) + "\n", "utf-8")
        return path

    @rule(numbers=some, protection=protections)
    def population(self, numbers: list[int], protection: Protection) -> None:
        path = self.file("Personnr;Kommunkod;Skydd", numbers, f"0180;{protection.value}")
        self.do(lambda: import_population(self.workspace, path, NoProgress()))

    @rule(numbers=some, first=past)
    def pupils(self, numbers: list[int], first: date) -> None:
        path = self.file("Personnr;Startdatum", numbers, str(first))
        self.do(lambda: import_enrolments(self.workspace, path, NoProgress()))

    @rule(numbers=some, taken_on=past)
    def exams(self, numbers: list[int], taken_on: date) -> None:
        path = self.file("Personnummer;Datum;Bevis", numbers, f"{taken_on};Gymnasieexamen")
        self.do(lambda: import_exams(self.workspace, path, NoProgress()))

    @rule(numbers=some, dated=past, kind=st.sampled_from(["Avbrott", "Frånvaro"]))
    def notices(self, numbers: list[int], dated: date, kind: str) -> None:
        path = self.file("Personnummer;Datum;Typ;Skola", numbers, f"{dated};{kind};Ek")
        self.do(lambda: import_notices(self.workspace, path, NoProgress()))

    @rule(group=st.sampled_from(Group))
    def reconcile(self, group: Group) -> None:
        self.do(lambda: accept(self.workspace, TODAY, group, None, NoProgress()))

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


AnyOperations.TestCase.settings = settings(max_examples=18, stateful_step_count=30)
TestAnyOperations = AnyOperations.TestCase
