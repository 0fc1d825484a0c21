"""What packed sources say of everybody on a day, sort by sort; see `domain.alike`.

Imported where sources are read: start-up pays nothing for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

import polars as pl
from sqlalchemy import Connection

from kaa_desktop.domain.alike import Alike, SortInFile
from kaa_desktop.domain.source_facts import Leaving, Pupil, Sources
from kaa_desktop.domain.target_group import Enrolment, Exam, ExamKind
from kaa_desktop.storage.source_files import files_in_force, newest_population
from kaa_desktop.storage.staged_keys import StagedKeys
from kaa_desktop.storage.staged_parts import ENROLMENTS, EXAMS, Packed, read_parts
from kaa_desktop.storage.staged_residents import residents_of, with_person_keys

_BETWEEN = ","
_SAID_IN_FILE = ("contradicted", "home_municipality", "protection")
_NOTHING: Mapping[str, Sequence[Leaving]] = MappingProxyType({})
_SORT = ("birth_date", "home_municipality", "protection", "later", "enrolled", "results")


class DayFacts:
    """What the enrolment and exam files in force say of a day, by staged key."""

    def __init__(self, connection: Connection, day: date) -> None:
        pupils = read_parts(
            connection, files_in_force(connection, "enrolment"), ENROLMENTS, ("key", "first", "last")
        )
        begun, ended = pl.col("first") <= day, pl.col("last") < day
        self.pupils = pupils["key"]
        self._enrolled = pupils.filter(begun & ~ended.fill_null(value=False))["key"]
        self.left = pupils.filter(ended)["key"]
        exams = read_parts(
            connection, files_in_force(connection, "exams"), EXAMS, ("key", "kind", "taken_on")
        )
        ends = (pl.col("taken_on") <= day) & (pl.col("kind") != ExamKind.STUDY_CERTIFICATE.value)
        self.exams = exams["key"]
        self._results = _by_person(exams.filter(ends).select("key", results="kind"))
        self.silent = self._enrolled.is_empty() and self._results.is_empty()

    def told(self, residents: pl.DataFrame) -> pl.DataFrame:
        """Residents with `enrolled`, and `results`, the kinds of result that they have."""
        keys = residents.select("key")
        results = keys.join(self._results, on="key", how="left", maintain_order="left")["results"]
        return residents.with_columns(results, enrolled=keys["key"].is_in(self._enrolled.implode()))


def file_sorts(connection: Connection, residents: pl.DataFrame, day: date, secret: str) -> list[SortInFile]:
    """The residents of a population file by what all files say of them on a day; `born` is their birthday."""
    facts = DayFacts(connection, day)
    year = pl.lit(None, dtype=pl.String)
    if residents["born"].has_nulls():
        year = pl.when(pl.col("born").is_null()).then(pl.col("number").str.head(len("2008")))
    said = residents.select("born", year.alias("year"), *_SAID_IN_FILE)
    if facts.silent:
        nothing = {"enrolled": pl.lit(value=False), "results": pl.lit(None, dtype=pl.String)}
        sorts = _sorts(said, said.columns, size=pl.len()).with_columns(**nothing)
    else:
        told = facts.told(said.with_columns(StagedKeys(secret).of(residents["number"]).alias("key")))
        sorts = _sorts(told, (*said.columns, "enrolled", "results"), size=pl.len())
    rows = sorts.select(*said.columns, "enrolled", "results", "size").iter_rows()
    return [
        SortInFile(
            Alike(born.isoformat() if born else None, home, protection, None, enrolled, results_of(results)),
            int(year or 0),
            contradicted,
            size,
        )
        for born, year, contradicted, home, protection, enrolled, results, size in rows
    ]


def _sorts(rows: pl.DataFrame, columns: Sequence[str], **told: pl.Expr) -> pl.DataFrame:
    """One for all that say the same, in order; what every row says, mostly the municipality, parts none."""
    parting = [name for name in columns if not _all_the_same(rows[name])] or list(columns[:1])
    same = [pl.first(name) for name in columns if name not in parting]
    return rows.group_by(parting, maintain_order=True).agg(*same, **told)


def _all_the_same(column: pl.Series) -> bool:
    return bool(column.eq_missing(column.first()).all())


def results_of(text: str | None) -> tuple[str, ...]:
    """The kinds of result that `DayFacts` tells."""
    return tuple(text.split(_BETWEEN)) if text else ()


def _by_person(results: pl.DataFrame) -> pl.DataFrame:
    """One row a person; nearly everybody has one result."""
    several = results["key"].is_duplicated()
    if not several.any():
        return results
    joined = results.filter(several).unique().sort("key", "results").group_by("key", maintain_order=True)
    together = joined.agg(pl.col("results")).with_columns(pl.col("results").list.join(_BETWEEN))
    return pl.concat([results.filter(~several), together])


class ResidentSorts:
    """The residents of the newest population file, gathered by all that the rules ask of them on a day."""

    def __init__(self, connection: Connection, day: date, secret: str) -> None:
        self._connection = connection
        self._secret = secret
        facts = DayFacts(connection, day)
        later = pl.when(pl.col("moved_in_on") > day).then("moved_in_on")  # a day gone by makes no other sort
        residents = residents_of(connection, newest_population(connection), secret)
        self._residents = facts.told(residents).with_columns(later=later)
        self._facts = facts
        placed = self._residents.with_row_index("at")
        self._groups = _sorts(placed, _SORT, at=pl.col("at"), size=pl.len())
        self.sizes: list[int] = self._groups["size"].to_list()

    def alike(self) -> list[Alike]:
        """What the rules ask of each sort."""
        return [
            Alike(
                born.isoformat() if born else None,
                home,
                protection,
                later.isoformat() if later else None,
                enrolled,
                results_of(results),
            )
            for born, home, protection, later, enrolled, results in self._groups.select(_SORT).iter_rows()
        ]

    def asked(
        self,
        sorts: Collection[int],
        known: Mapping[str, str],
        leavings: Mapping[str, Sequence[Leaving]] = _NOTHING,
    ) -> tuple[Sources, dict[int, int]]:
        """All that is said of those to be looked at one by one, and how many of each sort they are.

        Args:
            sorts: whose people somebody may have to do something about.
            known: keys by number of people of the register, who are always looked at.
            leavings: school notices by number; of pupils they may contradict a file.
        """
        numbers = list(known)
        staged = dict(zip(StagedKeys(self._secret).of_some(numbers), known.values(), strict=True))
        told = dict(zip(StagedKeys(self._secret).of_some(list(leavings)), leavings.values(), strict=True))
        left = pl.col("key").is_in(self._facts.left.implode()) | pl.col("key").is_in(list(told))
        closely = pl.col("key").is_in(list(staged)) | (pl.col("enrolled") & left)
        placed = self._groups.select("at", sort=pl.int_range(pl.len(), dtype=pl.UInt32)).explode("at")
        sort = pl.zeros(placed.height, dtype=pl.UInt32, eager=True).scatter(placed["at"], placed["sort"])
        marks = pl.Series([index in sorts for index in range(len(self.sizes))], dtype=pl.Boolean)
        told_of = self._residents.with_columns(sort.alias("sort"), marks.gather(sort).alias("asked"))
        rows = told_of.filter(pl.col("asked") | closely)
        residents = with_person_keys(rows, self._secret)
        staged |= zip(rows["key"].to_list(), (resident.key for resident in residents), strict=True)
        pupils = rows.filter("enrolled")["key"].to_list()
        sources = Sources(
            {resident.key: resident for resident in residents},
            pupils_of(self._connection, self._facts.pupils, staged),
            exams_of(self._connection, self._facts.exams, staged),
            {staged[key]: told[key] for key in pupils if key in told},
        )
        return sources, dict(rows["sort"].value_counts().iter_rows())


def pupils_of(connection: Connection, keys: pl.Series, people: Mapping[int, str]) -> dict[str, list[Pupil]]:
    """The enrolments of some people.

    Args:
        connection: a view of the register.
        keys: those of all enrolments.
        people: staged keys with the keys that they go by.
    """
    columns = ("key", "row", "first", "last", "programme", "school")
    found: dict[str, list[Pupil]] = defaultdict(list)
    for key, row, first, last, programme, school in _some(
        connection, "enrolment", ENROLMENTS, columns, keys, people
    ):
        enrolment = Enrolment(first, last or date.max)
        found[people[key]].append(
            Pupil(file_row=row, enrolment=enrolment, programme=programme, school=school)
        )
    return found


def exams_of(connection: Connection, keys: pl.Series, people: Mapping[int, str]) -> dict[str, list[Exam]]:
    """The results of some people; see `pupils_of`."""
    found: dict[str, list[Exam]] = defaultdict(list)
    columns = ("key", "row", "kind", "taken_on")
    for key, row, kind, taken_on in _some(connection, "exams", EXAMS, columns, keys, people):
        found[people[key]].append(Exam(ExamKind(kind), taken_on, row))
    return found


def _some(
    connection: Connection,
    kind: str,
    packed: Packed,
    columns: Sequence[str],
    keys: pl.Series,
    people: Mapping[int, str],
) -> Iterator[tuple[Any, ...]]:
    """Nearly nobody who is asked about goes to school; then nothing more is read."""
    theirs = keys.is_in(list(people))
    if not theirs.any():
        return iter(())
    return (
        read_parts(connection, files_in_force(connection, kind), packed, columns).filter(theirs).iter_rows()
    )
