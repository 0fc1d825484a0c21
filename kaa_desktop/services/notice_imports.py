"""Take in school notices, from a file or typed by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kaa_desktop.domain.changes import Changes, Progress, together
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.notice_rules import Home, home_of, placed
from kaa_desktop.domain.notices import (
    FOLLOW_UP_AFTER,
    NoticesOutcome,
    NoticeStatus,
    SchoolNotice,
    check_notice,
)
from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.domain.sources import NoticeKind, NoticeRecord
from kaa_desktop.files.notices import NoticeFile, read_notices
from kaa_desktop.files.tables import Source
from kaa_desktop.services.notices import ALL_KINDS, facts_of
from kaa_desktop.services.protection import seal_told
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import notices as stored
from kaa_desktop.storage.imports import Fingerprint, begin_import
from kaa_desktop.storage.notice_people import KnownPerson, NoticePeople
from kaa_desktop.storage.register import OperationScope
from kaa_desktop.storage.settings import load_settings

KIND = "notices"
_STEP = 500
_PLACED_BY_HOME = (NoticeStatus.TO_DECIDE, NoticeStatus.TO_FORWARD)


@dataclass(frozen=True, slots=True)
class NoticesImport:
    """What came of a file, with its list of exceptions."""

    outcome: NoticesOutcome
    problems: Sequence[RowProblem]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeEntry:
    """What is filled in for a notice that came by phone, letter or mail.

    Attributes:
        follow_up_on: for an absence; two weeks from today where nothing is said.
    """

    number: PersonalNumber
    kind: NoticeKind
    dated: date
    school: str = ""
    follow_up_on: date | None = None


def import_notices(
    workspace: Workspace,
    path: Path,
    progress: Progress,
    *,
    dry_run: bool = False,
    reading: Reading = AS_FOUND,
) -> tuple[NoticesImport, Changes]:
    """Take in every notice that has not come before; those on other municipalities' people are set aside.

    A file imported twice changes nothing. With `dry_run` nothing is written.

    Raises:
        InvalidInputError: the file cannot be read at all.
    """
    settings = workspace.settings()
    read = read_notices(path, today=workspace.today, allowed_kinds=settings.allowed_kinds, reading=reading)
    register = workspace.register
    secret = workspace.person_secret()
    with register.transaction(keep=not dry_run) as transaction:
        sorting = _Sorting(workspace, NoticePeople(transaction.connection, register.keys, secret))
        sealed = seal_told(workspace, transaction)
        with transaction.operation("notice.import") as scope:
            sorting.sort(read.records, progress)
            if sorting.taken:
                counts = {"rows": len(read.records), "new": len(sorting.taken)}
                batch_id = begin_import(scope, KIND, Fingerprint(path), counts)
                stored.add_notices(scope, batch_id, sorting.taken, register.keys)
            place_again(workspace, scope, secret, sealed.numbers)
            changes = Changes() if dry_run else together((sealed.changes, register.changes(scope)))
    return _result(read, sorting), changes


def add_notice(workspace: Workspace, entry: NoticeEntry) -> tuple[str, Changes]:
    """Note a notice by hand; returns its id.

    Raises:
        InvalidInputError: `notice.future`, or `notice.known` where the same has been noted.
    """
    check_notice(kind=entry.kind, dated=entry.dated, today=workspace.today)
    register = workspace.register
    secret = workspace.person_secret()
    with register.operation("notice.add", {"kind": entry.kind.value}) as scope:
        sorting = _Sorting(workspace, NoticePeople(scope.connection, register.keys, secret))
        sorting.take(entry)
        if not sorting.taken:
            raise InvalidInputError("notice.known", day=entry.dated)
        (notice_id,) = stored.add_notices(scope, None, sorting.taken, register.keys)
        return notice_id, register.changes(scope)


def place_again(
    workspace: Workspace, scope: OperationScope, secret: str, sealed: Mapping[str, PersonalNumber]
) -> int:
    """Put the notices that wait for somebody's home where the newest sources say; returns how many moved.

    To be called, too, once a population file has been taken in: the files come in any order.

    Args:
        workspace: the register.
        scope: the import.
        secret: for the keys of people.
        sealed: the numbers of notices that it has sealed, which the user may be unable to read by now.
    """
    people = NoticePeople(scope.connection, workspace.register.keys, secret)
    found = stored.page_of_notices(people, statuses=_PLACED_BY_HOME, kinds=ALL_KINDS, offset=0, limit=-1)
    waiting = [replace(one, number=sealed.get(one.notice.id, one.number)) for one in found]
    facts = facts_of(people, waiting)
    settings = load_settings(scope.connection)
    moved = 0
    for one in waiting:
        notice = one.notice
        if home_of(facts[notice.id], settings) is Home.UNKNOWN:
            continue  # erased sources tell nothing new
        status = placed(notice.kind, facts[notice.id], settings)
        if status is not notice.status:
            follow_up = follow_up_for(notice, status, workspace.today)
            stored.change_notice(scope, notice.id, status=status, follow_up_on=follow_up)
            moved += 1
    return moved


def follow_up_for(notice: SchoolNotice, status: NoticeStatus, today: date) -> date | None:
    """The day of a notice that becomes an early warning, if it has none yet."""
    wanted = status is NoticeStatus.EARLY_WARNING and notice.follow_up_on is None
    return today + FOLLOW_UP_AFTER if wanted else None


class _Sorting:
    """Sorts notices into those that are new, with their place, and those that have come before."""

    def __init__(self, workspace: Workspace, people: NoticePeople) -> None:
        self._today = workspace.today
        self._settings = load_settings(people.connection)
        self._people = people
        self._contents = stored.contents(people.connection, people.keys)
        self.taken: list[tuple[stored.NewNotice, KnownPerson]] = []
        self.counts: Counter[tuple[NoticeKind, NoticeStatus]] = Counter()
        self.known = 0

    def sort(self, records: Sequence[NoticeRecord], progress: Progress) -> None:
        """Go through a file."""
        for start in range(0, len(records), _STEP):
            progress.step(start, len(records))
            self._sort(
                [
                    NoticeEntry(number=r.number, kind=r.kind, dated=r.dated, school=r.school)
                    for r in records[start : start + _STEP]
                ]
            )

    def take(self, entry: NoticeEntry) -> None:
        """Place one notice."""
        self._sort([entry])

    def _sort(self, entries: Sequence[NoticeEntry]) -> None:
        known = self._people.known([entry.number for entry in entries])
        facts = self._people.facts(known)
        for entry in entries:
            number = entry.number.value
            content = (number, entry.kind, entry.dated)
            if content in self._contents:
                self.known += 1
                continue
            self._contents.add(content)
            status = placed(entry.kind, facts[number], self._settings)
            self.counts[entry.kind, status] += 1
            self.taken.append((self._new(entry, status), known[number]))

    def _new(self, entry: NoticeEntry, status: NoticeStatus) -> stored.NewNotice:
        warning = status is NoticeStatus.EARLY_WARNING
        follow_up = (entry.follow_up_on or self._today + FOLLOW_UP_AFTER) if warning else None
        return stored.NewNotice(
            kind=entry.kind,
            dated=entry.dated,
            school=entry.school.strip(),
            status=status,
            follow_up_on=follow_up,
        )


def _result(read: NoticeFile, sorting: _Sorting) -> NoticesImport:
    fatal = sum(problem.fatal for problem in read.problems)
    outcome = NoticesOutcome(
        rows=len(read.records) + fatal, new=dict(sorting.counts), known=sorting.known, unreadable=fatal
    )
    return NoticesImport(outcome, read.problems, read.source)
