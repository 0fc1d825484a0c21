"""Whatever is imported in whatever order, undo takes it back to the row, and its source too."""

from __future__ import annotations

from datetime import date

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.notice_imports import import_notices
from kaa_desktop.services.reconciliation_closing import close_reconciliation
from kaa_desktop.services.source_files import import_source
from kaa_desktop.storage.staged_parts import RESIDENTS, parts_in
from tests.registers import TODAY
from tests.storage.register_machine import RegisterMachine, past

some = st.lists(st.integers(102, 107), min_size=1, max_size=3, unique=True)


class AnyImports(RegisterMachine):
    """Files that overlap, some of which tell people to be protected."""

    def __init__(self) -> None:
        super().__init__()
        for serial in (103, 104):
            self.register(serial, date(2026, 1, 2), Protection.NONE, "Åsa")
        self.notices([103, 105, 107], date(2026, 1, 2), "Avbrott")

    @rule(numbers=some, first=past)
    def pupils(self, numbers: list[int], first: date) -> None:
        path = self.file("Personnr;Startdatum", ((n, str(first)) for n in numbers))
        self.do(lambda: import_source(self.workspace, path, NoProgress(), kind=FileKind.ENROLMENT))

    @rule(numbers=some, taken_on=past)
    def exams(self, numbers: list[int], taken_on: date) -> None:
        rows = ((n, str(taken_on), "Gymnasieexamen") for n in numbers)
        path = self.file("Personnummer;Datum;Bevis", rows)
        self.do(lambda: import_source(self.workspace, path, NoProgress(), kind=FileKind.EXAMS))

    @rule(numbers=some, dated=past, kind=st.sampled_from(["Avbrott", "Frånvaro"]))
    def notices(self, numbers: list[int], dated: date, kind: str) -> None:
        path = self.file("Personnummer;Datum;Typ;Skola", ((n, str(dated), kind, "Ek") for n in numbers))
        self.do(lambda: import_notices(self.workspace, path, NoProgress()))

    @precondition(lambda self: bool(self.staged.clear or self.staged.hidden))
    @rule()
    def close(self) -> None:
        """Erases the sources, the shelf too; undo passes it by, so that nothing is as before it any more."""
        self.do(lambda: close_reconciliation(self.workspace, TODAY, NoProgress()))
        assert not self.staged.files
        self.before.clear()
        with self.workspace.register.read() as connection:
            assert parts_in(connection, "shelved_part", RESIDENTS) == []

    @rule(times=st.integers(1, 3))
    def there_and_back(self, times: int) -> None:
        """The newest operation."""
        for _ in range(times):
            self.undo_and_redo(1, 1)


AnyImports.TestCase.settings = settings(max_examples=14, stateful_step_count=25)
TestAnyImports = AnyImports.TestCase
