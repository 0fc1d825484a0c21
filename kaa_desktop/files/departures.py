"""What a population file says of people who do not live in the municipality any more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import Enum, auto

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import DateOrder
from kaa_desktop.files.cells import Cell, date_of, text_of
from kaa_desktop.files.headers import bare, normalise
from kaa_desktop.files.tables import Table


class _Said(Enum):
    DAY = auto()
    CAUSE = auto()
    STATUS = auto()


_WENT = r"avreg(?:istr(?:erings?|erad|erat)?)?|avlid(?:en|it|na)|avled|dods?(?:fall)?"
_WENT_AWAY = r"utvandr(?:ings?|ad|at)?|utflytt(?:nings?|ad|at)?|emigrat(?:ed|ion)|deceased|death|moved?out"
_HEADERS = (
    (
        _Said.CAUSE,
        re.compile(r"avreg(?:istr(?:erings?)?)?(?:orsaks?|anlednings?|skal)?(?:kod)?"),
    ),
    (_Said.CAUSE, re.compile(r"(?:orsak|anledning|skal)(?:till|for)?avreg(?:istrering)?")),
    (_Said.DAY, re.compile(rf"(?:{_WENT}|{_WENT_AWAY})(?:dag|dat|datum|den|date|on)?")),
    (_Said.DAY, re.compile(rf"(?:datumfor|dateof)(?:{_WENT}|{_WENT_AWAY})")),
    (_Said.STATUS, re.compile(r"(?:person|folkbokf(?:orings?)?|fbf?|population)?status")),
)
_GONE = re.compile(
    r"(?:ar)?(?:avlid(?:en|it)|dod(?:sfall)?|utvandra[dt]|emigrera[dt]|utflytta[dt]|avregistrera[dt]"
    r"|forsvunnen|obefintlig|deceased|dead|emigrated|movedout|deregistered)|av|uv|ob"
)
_STAYS = frozenset(
    (
        *("", "nej", "n", "no", "0", "00", "false", "falskt", "null", "none", "na", "nan", "saknas"),
        *("ingen", "inget", "inga", "folkbokford", "aktiv", "levande", "bosatt", "fb"),
    )
)
_YES = frozenset(("ja", "j", "yes", "y", "x", "1", "true", "sant"))


class Departures:
    """The columns of a table that tell who has died, emigrated, moved away or been struck off.

    Args:
        table: its columns with other meanings are not looked at.
        today: a departure to come is none.
    """

    def __init__(self, table: Table, today: date) -> None:
        others = [place for place in range(len(table.headers)) if place not in table.positions.values()]
        named = ((place, _said(table.headers[place])) for place in others)
        self._columns = tuple((place, said) for place, said in named if said)
        self._order = table.dates
        self._today = today

    def __bool__(self) -> bool:
        return bool(self._columns)

    def of(self, cells: Sequence[Cell], settled: date | None) -> tuple[int, Cell] | None:
        """Where a row says that somebody is gone, and what; None for who has come back since."""
        for place, said in self._columns:
            cell = cells[place]
            if text_of(cell) and self._gone(said, cell, settled or date.min):
                return place, cell
        return None

    def _gone(self, said: _Said, cell: Cell, settled: date) -> bool:
        word = bare(text_of(cell))
        if said is _Said.STATUS or word in _STAYS or _GONE.fullmatch(word):
            return bool(_GONE.fullmatch(word))
        day = _day_of(cell, self._order)
        if day:
            return settled < day <= self._today
        return said is _Said.CAUSE or word in _YES


def _said(title: str) -> _Said | None:
    bare_title = normalise(title)
    return next((said for said, pattern in _HEADERS if pattern.fullmatch(bare_title)), None)


def _day_of(cell: Cell, order: DateOrder) -> date | None:
    try:
        return date_of(cell, order)
    except InvalidInputError:
        return None
