"""What a pupil file says in words: still enrolled, ended, on a break; and the columns that tell an end."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from kaa_desktop.files.cells import Cell, text_of
from kaa_desktop.files.headers import bare
from kaa_desktop.files.source_files import Days

_ENROLLED = frozenset(
    (
        *("aktiv", "active", "a", "pagaende", "pagar", "tillsvidare", "gallertillsvidare", "inskriven"),
        *("studerar", "studerande", "elev", "placerad", "narvarande", "ja", "j", "yes", "sant", "true"),
        *("x", "1", "ok", "arelev", "ipagaendestudier", "studiepagar", "studierpagar"),
    )
)
_ENDED = re.compile(
    r"(?:har|elevenhar|studier(?:na)?|studie|placering(?:en)?)?"
    r"(?:avslut(?:ad|at|ade|ats|an|ning)?|avbr(?:ott|uten|utit|utet|utna|yter)|slutat|slutade|slut"
    r"|avgatt|avgang(?:en)?|avhopp(?:ad|at)?|hoppatav|utskriven|utskrivning|avskriven|avregistrerad"
    r"|upphort|utgatt|lamnat|utflyttad|flyttat|avliden|examinerad|fardig|inaktiv|ejaktiv|inteaktiv|inactive"
    r"|makulerad|annullerad|struken|borttagen|raderad|aterkallad|ejinskriven|intebehorig)"
    r"(?:studier(?:na)?|utbildning(?:en)?|skolan|medexamen|medstudiebevis|utanexamen)?"
    r"|sokande|reserv(?:placerad|antagen)?|aterbud|tackatnej|avboj[dt]|avvisad|ejantagen|ejbehorig"
    r"|(?:ej|inte|aldrig)(?:pa)?borjat?(?:d|ts)?|(?:ej|inte|aldrig)paborjade?t?"
    r"|nej|n|no|0|falskt|false"
)
_BREAK = re.compile(r"(?:studie)?uppehall.*|paus(?:ad)?|vilande|tjanstledig|studieledig")
_NO_END = frozenset(
    (
        *("aktiv", "pagaende", "pagar", "tillsvidare", "gallertillsvidare", "saknas", "inget", "ingen"),
        *("tv", "oppen", "ejangivet", "ejangiven", "ejsatt", "ejkant", "open", "ongoing", "nan"),
        *("ej", "nej", "n", "no", "na", "ejavslutad", "inteavslutad", "ejslut", "0", "falskt", "false"),
    )
)
_BEFORE_TIME = re.compile(r"(?:0001|17\d\d|1899|1900)-(?:01-0[01]|12-3[01])\b")
_BEFORE_PUPILS = 1900
"""Where databases and spreadsheets begin to count; they show that day for an empty cell."""
_YES = frozenset(("ja", "j", "yes", "y", "sant", "true", "x", "1"))


class Status(StrEnum):
    """What a word says of a pupil."""

    ENROLLED = "enrolled"
    ENDED = "ended"
    BREAK = "break"
    UNKNOWN = "unknown"


class Statuses(dict[Cell, Status]):
    """What the cells of a column of its own say; an empty one says nothing against it."""

    def __missing__(self, cell: Cell) -> Status:
        """Read a cell that was not met before."""
        status = self[cell] = _status(bare(text_of(cell)))
        return status


def _status(word: str) -> Status:
    if not word or word in _ENROLLED:
        return Status.ENROLLED
    if _ENDED.fullmatch(word):
        return Status.ENDED
    return Status.BREAK if _BREAK.fullmatch(word) else Status.UNKNOWN


def says_ended(cell: Cell) -> bool:
    """Whether a column for the last day says only that there was one."""
    word = bare(text_of(cell))
    return word in _YES or (word not in _NO_END and bool(_ENDED.fullmatch(word)))


class LastDays(Days):
    """Last days in school; words for "still enrolled" are none."""

    def __missing__(self, cell: Cell) -> date | None:
        """Read a cell that was not met before.

        Raises:
            UnusableRowError: the cell is no date.
        """
        if isinstance(cell, str) and (bare(cell) in _NO_END or _BEFORE_TIME.match(cell.strip())):
            self[cell] = None
            return None
        day = super().__missing__(cell)
        if day is not None and day.year <= _BEFORE_PUPILS:
            day = self[cell] = None
        return day
