"""The residents that packed population files hold; see migration step 10.

Imported where sources are read: start-up pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import polars as pl
from sqlalchemy import Connection

from kaa_desktop.domain.personal_number import Sex, read_back
from kaa_desktop.domain.source_facts import Resident
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.names import sort_name
from kaa_desktop.storage.person_keys import PersonKeys
from kaa_desktop.storage.sealing import unseal
from kaa_desktop.storage.source_files import day_of, newest_population
from kaa_desktop.storage.staged_hidden import HiddenResident, hidden_of
from kaa_desktop.storage.staged_keys import StagedKeys
from kaa_desktop.storage.staged_names import Named, SourceResident, details_in
from kaa_desktop.storage.staged_parts import DETAILS, RESIDENTS, read_parts, read_places

_PROTECTIONS = MappingProxyType({protection.value: protection for protection in Protection})
_HIDDEN_SCHEMA = {
    "number": pl.String,
    "key": pl.Int64,
    "row": pl.Int32,
    "birth_date": pl.Date,
    "home_municipality": pl.String,
    "moved_in_on": pl.Date,
    "protection": pl.String,
    "person_key": pl.String,
}


def residents_of(connection: Connection, file: int, secret: str) -> pl.DataFrame:
    """What the rules ask of everybody in a file, the hidden last.

    `number` is known of those in clear alone, `person_key` of the hidden alone.
    """
    return keyed(read_parts(connection, [file], RESIDENTS), hidden_of(connection, file), secret)


def keyed(packed: pl.DataFrame, hidden: Sequence[HiddenResident], secret: str) -> pl.DataFrame:
    """The residents of a file under the keys by which others hold them; asks nothing of the register."""
    keys = StagedKeys(secret).of(packed["number"]).alias("key")
    nothing = pl.lit("").alias("protection"), pl.lit(None, dtype=pl.String).alias("person_key")
    rows = [
        (None, key, row, day_of(born), home, day_of(moved), protection, person_key)
        for _, row, key, person_key, born, protection, home, moved, *_ in hidden
    ]
    known = packed.with_columns(keys, *nothing)
    if not rows:
        return known
    return pl.concat([known, pl.DataFrame(rows, schema=_HIDDEN_SCHEMA, orient="row")], how="diagonal")


def with_person_keys(some: pl.DataFrame, secret: str) -> list[Resident]:
    """Some of those rows as residents under the keys that the register knows."""
    made = iter(PersonKeys(secret).of(some["number"].drop_nulls().to_list()))
    keys = [person_key or next(made) for person_key in some["person_key"].to_list()]
    marks = map(_PROTECTIONS.__getitem__, some["protection"].to_list())
    row, born, home, moved = (
        some[name].to_list() for name in ("row", "birth_date", "home_municipality", "moved_in_on")
    )
    return list(map(Resident, keys, row, born, home, marks, moved))


class NewestResidents:
    """Finds residents of the newest population file by their row in it, and names them.

    A row is never trusted alone: who stands there has to be the one who is asked for.
    """

    def __init__(self, connection: Connection, secret: str) -> None:
        self._connection = connection
        self._keys = PersonKeys(secret)
        self._file = newest_population(connection)

    def details(self, rows: Mapping[str, int], clear_with: OpenedKeys | None = None) -> dict[str, Named]:
        """Details and case number by key; protected people's details only with keys that hold the right."""
        found = {
            hidden.person_key: _hidden(hidden, clear_with)
            for hidden in self._hidden()
            if hidden.person_key in rows
        }
        for key, *texts in self._clear(rows, tuple(DETAILS.columns)):
            found[key] = Named(details_in(texts), "")
        return found

    def of_numbers(self, numbers: Sequence[str]) -> Iterator[tuple[str, SourceResident]]:
        """Those of some numbers, with the number; the hidden stay sealed."""
        by_key = dict(zip(self._keys.of(numbers), numbers, strict=True))
        for hidden in self._hidden():
            if hidden.person_key in by_key:
                yield (
                    by_key[hidden.person_key],
                    SourceResident(
                        _hidden(hidden, None),
                        day_of(hidden.birth_date),
                        hidden.home_municipality,
                        Protection(hidden.protection),
                    ),
                )
        columns = ("birth_date", "home_municipality", "number")
        residents = read_parts(self._connection, [self._file], RESIDENTS, columns)
        details = read_parts(self._connection, [self._file], DETAILS)
        found = residents.hstack(details).filter(pl.col("number").is_in(numbers))
        for born, home, *texts in found.iter_rows():
            yield texts[0], SourceResident(Named(details_in(texts), ""), born, home, Protection.NONE)

    def names(self, rows: Mapping[str, int]) -> dict[str, str]:
        """A text to sort by for each key: the name, or the case number of protected people.

        Args:
            rows: of the same view of the register, since who stands there is not looked at again.
        """
        order = {hidden.person_key: sort_name(hidden.case_number, "") for hidden in self._hidden()}
        sorted_names: dict[tuple[str, ...], str] = {}
        keys = {row: key for key, row in rows.items() if key not in order}
        where = read_parts(self._connection, [self._file], RESIDENTS, ["row"])["row"]
        places = where.is_in(list(keys)).arg_true()
        names = ("last_name", "first_name")
        texts = read_places(self._connection, self._file, DETAILS, names, places)
        for row, (last, first) in zip(where.gather(places).to_list(), texts.iter_rows(), strict=True):
            key, known = keys[row], sorted_names.get((last, first))
            order[key] = known or sorted_names.setdefault((last, first), sort_name(last, first))
        return order

    def women(self, rows: Mapping[str, int]) -> int:
        """How many of those residents are women."""
        hidden = sum(h.sex == Sex.WOMAN and h.person_key in rows for h in self._hidden())
        clear = (read_back(number).sex for _key, number in self._clear(rows, ()))
        return hidden + sum(sex is Sex.WOMAN for sex in clear)

    def _hidden(self) -> list[HiddenResident]:
        return hidden_of(self._connection, self._file)

    def _clear(self, rows: Mapping[str, int], columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Key, number and some details of those who stand in those rows."""
        file, connection = self._file, self._connection
        where = read_parts(connection, [file], RESIDENTS, ["row"])["row"]
        places = where.is_in(list(rows.values())).arg_true()
        if places.is_empty():
            return
        numbers = read_places(connection, file, RESIDENTS, ["number"], places)["number"].to_list()
        texts = read_places(connection, file, DETAILS, columns, places).rows() if columns else ()
        told = texts or ((),) * len(numbers)
        for key, number, said in zip(self._keys.of(numbers), numbers, told, strict=True):
            if key in rows:
                yield key, number, *said


def _hidden(hidden: HiddenResident, clear_with: OpenedKeys | None) -> Named:
    if clear_with and clear_with.protected_key:
        return Named(unseal(hidden.sealed, clear_with.protected_key), hidden.case_number, hidden.sealed)
    return Named(None, hidden.case_number, hidden.sealed)
