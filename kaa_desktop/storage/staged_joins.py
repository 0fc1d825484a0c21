"""What holds of the staged sources on any day: who of the residents has which rows in the other files.

Imported where sources are read: start-up pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from sqlalchemy import Connection

from kaa_desktop.storage.at_hand import FileState, rows_at_hand, state_of
from kaa_desktop.storage.source_files import files_in_force, newest_population
from kaa_desktop.storage.staged_hidden import hidden_of
from kaa_desktop.storage.staged_parts import ENROLMENTS, EXAMS, RESIDENTS, read_parts
from kaa_desktop.storage.staged_residents import keyed

_KIND = ("birth_date", "home_municipality", "protection")


@dataclass(frozen=True, slots=True)
class Codes:
    """What each row says in some columns, as one number.

    Attributes:
        values: a number for each row.
        labels: what may be said in each of the columns, by its name.
    """

    values: pl.Series
    labels: Mapping[str, pl.Series]

    def saying(self, name: str, places: pl.Series, labels: pl.Series) -> Codes:
        """With one more column: of each row where it stands among what may be said."""
        if labels.len() <= 1:
            return Codes(self.values, {**self.labels, name: labels})
        return Codes(self.values * labels.len() + places, {**self.labels, name: labels})

    def told(self) -> pl.DataFrame:
        """What the rows say, once each and in order, with `code`, and how many they are as `size`."""
        found = pl.DataFrame({"code": self.values}).group_by("code").agg(size=pl.len()).sort("code")
        rest, columns = found["code"], {}
        for name, labels in reversed(list(self.labels.items())):
            columns[name] = labels.gather(rest % labels.len())
            rest = rest // labels.len()
        return found.with_columns(**columns)


@dataclass(frozen=True, slots=True)
class Joined:
    """The residents of the newest population file with what the other files in force say of them.

    Attributes:
        residents: as `residents_of` tells.
        kinds: what they say on any day.
        pupils: the keys of all enrolments, in order.
        enrolments: those of residents: `place` of the resident, and the days.
        exams: the keys of all results, in order.
        results: those of residents.
    """

    residents: pl.DataFrame
    kinds: Codes
    pupils: pl.Series
    enrolments: pl.DataFrame
    exams: pl.Series
    results: pl.DataFrame


@dataclass(frozen=True, slots=True)
class _InForce:
    """The numbers of the files in force."""

    population: int
    enrolments: Sequence[int]
    exams: Sequence[int]

    @property
    def are_several(self) -> bool:
        """Whether there is something to join."""
        return bool(self.population and (self.enrolments or self.exams))

    def states(self, connection: Connection) -> tuple[FileState, ...]:
        files = (self.population, *self.enrolments, *self.exams)
        return tuple(state_of(connection, file) for file in files)

    def read(self, connection: Connection, secret: str) -> Callable[[], Joined]:
        """What joins them, once all has been read."""
        residents = read_parts(connection, [self.population], RESIDENTS)
        hidden = hidden_of(connection, self.population)
        pupils = read_parts(connection, self.enrolments, ENROLMENTS, ("key", "first", "last"))
        exams = read_parts(connection, self.exams, EXAMS, ("key", "kind", "taken_on"))
        return lambda: _join(keyed(residents, hidden, secret), pupils, exams)


def joined(connection: Connection, secret: str) -> Joined:
    """The sources in force, as a view of the register holds them."""
    files = _in_force(connection)
    at_hand = rows_at_hand(connection)

    def join() -> Joined:
        return files.read(connection, secret)()

    return at_hand.joined(files.states(connection), join)


def join_beside(connection: Connection, secret: str) -> None:
    """Join what has just been taken in, while it is being written: whoever reconciles will ask for it."""
    files, at_hand = _in_force(connection), rows_at_hand(connection)
    states = files.states(connection)
    if files.are_several and all(map(at_hand.holds, states)):
        at_hand.join_beside(states, files.read(connection, secret))


def _in_force(connection: Connection) -> _InForce:
    return _InForce(
        newest_population(connection),
        files_in_force(connection, "enrolment"),
        files_in_force(connection, "exams"),
    )


def _join(residents: pl.DataFrame, pupils: pl.DataFrame, exams: pl.DataFrame) -> Joined:
    places = residents.select("key", place=pl.int_range(pl.len(), dtype=pl.UInt32))
    return Joined(
        residents,
        codes_of(residents.select(_KIND)),
        pupils["key"],
        pupils.join(places, on="key").drop("key"),
        exams["key"],
        exams.join(places, on="key").drop("key"),
    )


def codes_of(rows: pl.DataFrame) -> Codes:
    """What rows say in all of their columns."""
    first, *others = rows
    places, labels = _said(first)
    codes = Codes(places, {first.name: labels})
    for column in others:
        codes = codes.saying(column.name, *_said(column))
    return codes


def _said(column: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Of each row where it stands among what the column may say, and that."""
    return _days(column) if column.dtype == pl.Date else _values(column)


def _days(column: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Each day from the first to the last, and none."""
    first, end = _span(column)
    days = pl.int_range(first, end, dtype=pl.Int32, eager=True).cast(pl.Date)
    since = column.to_physical().cast(pl.Int64) - first
    return since.fill_null(days.len()), days.append(pl.Series([None], dtype=pl.Date))


def _span(column: pl.Series) -> tuple[int, int]:
    """The first day and the one after the last, as they are numbered."""
    numbers = column.to_physical().to_frame("day").select(first=pl.col("day").min(), last=pl.col("day").max())
    first, last = numbers.row(0)
    return (0, 0) if first is None else (first, last + 1)


def _values(column: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Each value that is met; mostly there is one."""
    if column.eq_missing(column.first()).all():
        return pl.zeros(column.len(), dtype=pl.Int64, eager=True), column.head(1)
    values = column.unique(maintain_order=True)
    return column.replace_strict(values, pl.int_range(values.len(), dtype=pl.Int64, eager=True)), values
