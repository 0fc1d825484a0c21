"""What packed sources say of everybody on a day, sort by sort; see `domain.alike`.

Imported where sources are read: start-up pays nothing for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import add
from types import MappingProxyType
from typing import Any

import polars as pl
from sqlalchemy import Connection

from kaa_desktop.domain.alike import Alike, SortInFile
from kaa_desktop.domain.source_facts import Leaving, Pupil, Sources
from kaa_desktop.domain.target_group import Enrolment, Exam, ExamKind
from kaa_desktop.storage.source_files import files_in_force
from kaa_desktop.storage.staged_joins import codes_of, joined
from kaa_desktop.storage.staged_keys import StagedKeys
from kaa_desktop.storage.staged_parts import ENROLMENTS, EXAMS, Packed, read_parts, read_what_can_be
from kaa_desktop.storage.staged_residents import with_person_keys

_BETWEEN = ","
_SAID_IN_FILE = ("contradicted", "home_municipality", "protection")
_NOTHING: Mapping[str, Sequence[Leaving]] = MappingProxyType({})
_ENDING = tuple(sorted(kind.value for kind in ExamKind if kind is not ExamKind.STUDY_CERTIFICATE))
_RESULTS = [
    _BETWEEN.join(kind for place, kind in enumerate(_ENDING) if several >> place & 1)
    for several in range(2 ** len(_ENDING))
]
_SORT = ("birth_date", "home_municipality", "protection", "later", "enrolled", "results")


def _begun_and_ended(day: date) -> tuple[pl.Expr, pl.Expr]:
    """Whether an enrolment has begun by the day, and ended before it."""
    return pl.col("first") <= day, (pl.col("last") < day).fill_null(value=False)


class DayFacts:
    """What the enrolment and exam files in force say of a day, by staged key; unreadable ones nothing."""

    def __init__(self, connection: Connection, day: date) -> None:
        pupils = read_what_can_be(
            connection, files_in_force(connection, "enrolment"), ENROLMENTS, ("key", "first", "last")
        )
        begun, ended = _begun_and_ended(day)
        self._enrolled = pupils.filter(begun & ~ended)["key"]
        exams = read_what_can_be(
            connection, files_in_force(connection, "exams"), EXAMS, ("key", "kind", "taken_on")
        )
        ends = (pl.col("taken_on") <= day) & (pl.col("kind") != ExamKind.STUDY_CERTIFICATE.value)
        self._results = _by_person(exams.filter(ends).select("key", results="kind"))
        self.silent = self._enrolled.is_empty() and self._results.is_empty()

    def told(self, residents: pl.DataFrame) -> pl.DataFrame:
        """Residents with `enrolled`, and `results`, the kinds of result that they have."""
        keys = residents.select("key")
        results = keys.join(self._results, on="key", how="left", maintain_order="left")["results"]
        return residents.with_columns(
            results.fill_null(""), enrolled=keys["key"].is_in(self._enrolled.implode())
        )


def file_sorts(connection: Connection, residents: pl.DataFrame, day: date, secret: str) -> list[SortInFile]:
    """The residents of a population file by what all files say of them on a day; `born` is their birthday."""
    facts = DayFacts(connection, day)
    year = pl.lit(None, dtype=pl.String)
    if residents["born"].has_nulls():
        year = pl.when(pl.col("born").is_null()).then(pl.col("number").str.head(len("2008")))
    said = residents.select("born", year.alias("year"), *_SAID_IN_FILE)
    if facts.silent:
        told = said
        nothing = {"enrolled": pl.lit(value=False), "results": pl.lit("")}
    else:
        keyed = said.with_columns(StagedKeys(secret).of(residents["number"]).alias("key"))
        told, nothing = facts.told(keyed).drop("key"), {}
    sorts = codes_of(told).told().with_columns(**nothing)
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


def results_of(text: str) -> tuple[str, ...]:
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
        self._joined = joined(connection, secret)
        self._day = day
        enrolments = self._joined.enrolments
        begun, ended = _begun_and_ended(day)
        self._left = enrolments.filter(ended)["place"]
        self._enrolled = self._marked(enrolments.filter(begun & ~ended)["place"])
        codes = self._joined.kinds.saying("enrolled", self._enrolled, pl.Series([False, True]))
        codes = codes.saying("results", self._results(), pl.Series(_RESULTS))
        later = _later(self._joined.residents["moved_in_on"], day)
        self._codes = codes.saying("later", *later) if later else codes
        self._sorts = self._codes.told()
        self.sizes: list[int] = self._sorts["size"].to_list()

    def alike(self) -> list[Alike]:
        """What the rules ask of each sort."""
        later = pl.lit(None, dtype=pl.Date).alias("later")
        sorts = self._sorts if "later" in self._sorts.columns else self._sorts.with_columns(later)
        return [
            Alike(
                born.isoformat() if born else None,
                home,
                protection,
                later.isoformat() if later else None,
                enrolled,
                results_of(results),
            )
            for born, home, protection, later, enrolled, results in sorts.select(_SORT).iter_rows()
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
        keys = self._joined.residents["key"]
        left = (self._marked(self._left) != 0) | keys.is_in(list(told))
        asking = self._sorts["code"].gather(sorted(sorts))
        closely = self._codes.values.is_in(asking.to_list()) | keys.is_in(list(staged))
        chosen = closely | (left & (self._enrolled != 0))
        rows = self._joined.residents.filter(chosen)
        residents = with_person_keys(rows, self._secret)
        staged |= zip(rows["key"].to_list(), (resident.key for resident in residents), strict=True)
        pupils = rows.filter(self._enrolled.filter(chosen) != 0)["key"].to_list()
        sources = Sources(
            {resident.key: resident for resident in residents},
            pupils_of(self._connection, self._joined.pupils, staged),
            exams_of(self._connection, self._joined.exams, staged),
            {staged[key]: told[key] for key in pupils if key in told},
        )
        return sources, self._sizes(self._codes.values.filter(chosen))

    def _sizes(self, codes: pl.Series) -> dict[int, int]:
        """How many there are of each sort."""
        places = {code: place for place, code in enumerate(self._sorts["code"].to_list())}
        return {places[code]: size for code, size in codes.value_counts().iter_rows()}

    def _marked(self, places: pl.Series, mark: int = 1) -> pl.Series:
        """The mark for the residents who stand there, nought for all others."""
        return pl.zeros(self._joined.residents.height, dtype=pl.Int64, eager=True).scatter(places, mark)

    def _results(self) -> pl.Series:
        """Which of `_RESULTS` each resident has."""
        results = self._joined.results.filter(pl.col("taken_on") <= self._day)
        theirs = [results.filter(pl.col("kind") == kind)["place"] for kind in _ENDING]
        marked = [self._marked(some, 2**place) for place, some in enumerate(theirs) if not some.is_empty()]
        return reduce(add, marked) if marked else self._marked(theirs[0])


def _later(days: pl.Series, day: date) -> tuple[pl.Series, pl.Series] | None:
    """Of each row where its day stands among those to come, the first being none; a day gone by is none."""
    later = days.filter(days > day)
    if later.is_empty():
        return None
    labels = pl.concat([pl.Series([None], dtype=pl.Date), later.unique().sort()])
    places = pl.int_range(labels.len(), dtype=pl.Int64, eager=True)
    return days.replace_strict(labels, places, default=0, return_dtype=pl.Int64), labels


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
