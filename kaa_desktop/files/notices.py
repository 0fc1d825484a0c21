"""Reads a file of school notices: who begins, leaves or is absent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType

from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.personal_number import REGISTRABLE_KINDS, PersonalNumber, PersonalNumberKind
from kaa_desktop.domain.sources import NoticeKind, NoticeRecord
from kaa_desktop.files.cells import Cell, tells_day, text_of
from kaa_desktop.files.data_rows import Row
from kaa_desktop.files.headers import Column, bare
from kaa_desktop.files.kind_words import kind_word, kind_words
from kaa_desktop.files.source_files import (
    NUMBER_COLUMN,
    Days,
    SourceFile,
    SourceReader,
    UnusableRowError,
)
from kaa_desktop.files.tables import Table


def _tells_kind(cell: Cell) -> bool:
    try:
        notice_kind_of(cell)
    except UnusableRowError:
        return False
    return True


COLUMNS = (
    NUMBER_COLUMN,
    Column(
        "kind",
        "Typ",
        (
            *("Anmälningstyp", "Typ av anmälan", "Anmälan avser", "Anmälan", "Avser", "Händelse"),
            *("Händelsetyp", "Orsak", "Orsak till anmälan", "Type"),
            *("Anmälan gäller", "Anmälningsorsak", "Ärende", "Ärendetyp", "Meddelande", "Meddelandetyp"),
            *("Typ av händelse", "Anledning", "Kategori", "Status"),
        ),
        group="kind",
        told=_tells_kind,
    ),
    Column(
        "dated",
        "Datum",
        (
            *("Händelsedatum", "Gäller från", "Från och med", "Fr.o.m.", "Anmälningsdatum", "Anmäld"),
            *("Anmäld datum", "Datum för anmälan", "Anmälan datum", "Date"),
            *(
                "Datum för händelse",
                "Händelsedag",
                "Gäller fr.o.m.",
                "Gäller",
                "Fom",
                "Avgångsdatum",
                "Slutdatum",
            ),
            *("Rapportdatum", "Inkom", "Inkommen", "Inkom datum", "Inkommen datum", "Ankomstdatum"),
        ),
        group="dated",
        pattern=r"(?:datumfor|anmalnings?|anmalans?|handelse(?:ns)?)(?:datum|dag|dat|handelse|anmalan)(?:n|en)?",
        told=tells_day,
        never=r"fodel|fodd|birth|andra|uppdater|modified|updated",
    ),
    Column(
        "school",
        "Anmälande skola",
        (
            *(
                "Anmälande skolenhet",
                "Skola",
                "Skolenhet",
                "Skolans namn",
                "Skolnamn",
                "Från skola",
                "School",
            ),
            *("Skolenhetsnamn", "Rapporterande skola", "Avsändare", "Avsändande skola"),
        ),
    ),
)

_WORDS: Mapping[NoticeKind, tuple[str, ...]] = MappingProxyType(
    {
        NoticeKind.BEGINS: (
            *("Börjar", "Börjat", "Började", "Börjar skolan", "Påbörjar", "Påbörjat", "Påbörjar studier"),
            *(
                "Påbörjade",
                "Påbörjad",
                "Ny elev",
                "Nyinskriven",
                "Inskriven",
                "Inskrivning",
                "Startar",
                "Start",
            ),
            *("Startat", "Begins"),
        ),
        NoticeKind.LEAVES: (
            *(
                "Slutar",
                "Slutat",
                "Slutade",
                "Slut",
                "Avslut",
                "Slutar skolan",
                "Avslutar",
                "Avslutat",
                "Avslutad",
            ),
            *("Avslutade", "Avslutar studier", "Avgång", "Avgår", "Avgått", "Avbrott", "Studieavbrott"),
            *("Avbryter", "Avbryter studier", "Avbrutit", "Avhopp", "Hoppar av", "Lämnar", "Lämnar skolan"),
            *("Utskriven", "Utskrivning", "Leaves"),
        ),
        NoticeKind.ABSENT: ("Ogiltig frånvaro", "Omfattande frånvaro", "Hög frånvaro", "Absent"),
    }
)
_KINDS = MappingProxyType({bare(word): kind for kind, words in _WORDS.items() for word in words})
_ABSENCE = "franv"
_OF_ABSENCE = frozenset(
    (
        "ogiltig",
        "omfattande",
        "hog",
        "betydande",
        "upprepad",
        "langvarig",
        "langre",
        "stor",
        "otillaten",
        "skolk",
    )
)
_FILLING = frozenset(
    (
        *(
            "elev",
            "eleven",
            "elevens",
            "har",
            "i",
            "pa",
            "fran",
            "vid",
            "av",
            "om",
            "att",
            "sin",
            "sina",
            "anmalan",
        ),
        *("avser", "galler", "skola", "skolan", "gymnasiet", "gymnasieskola", "gymnasieskolan", "studier"),
        *("studierna", "utbildning", "utbildningen", "gymnasieutbildning", "gymnasieutbildningen", "ar"),
    )
)

NoticeFile = SourceFile[NoticeRecord]


def read_notices(
    path: Path,
    *,
    today: date,
    allowed_kinds: Collection[PersonalNumberKind] = REGISTRABLE_KINDS,
    reading: Reading = AS_FOUND,
) -> NoticeFile:
    """Read every notice.

    Raises:
        InvalidInputError: a code that begins with `file.`; what is wrong with a row becomes a `RowProblem`.
    """
    reader = SourceReader(
        columns=COLUMNS, builder=_Notices, content=attrgetter("number.value", "kind", "dated", "school")
    )
    return reader.read(path, today=today, allowed_kinds=allowed_kinds, reading=reading)


class _Notices:
    """Makes notices of rows."""

    def __init__(self, table: Table) -> None:
        self._kind = table.position("kind")
        self._dated = table.position("dated")
        self._school = table.position("school")
        self._days = Days("dated", table.dates)

    def __call__(self, row: Row, number: PersonalNumber) -> NoticeRecord:
        cells = row.cells
        return NoticeRecord(
            row=row.number,
            number=number,
            kind=notice_kind_of(cells[self._kind]),
            dated=self._days.required(cells[self._dated]),
            school=text_of(cells[self._school]),
        )


def notice_kind_of(cell: Cell) -> NoticeKind:
    """What a notice says.

    Raises:
        UnusableRowError: the cell is empty or says something else.
    """
    word = kind_word(cell)
    if word.startswith(_ABSENCE):
        return NoticeKind.ABSENT
    said = [part for part in kind_words(cell) if part not in _FILLING]
    known = _KINDS.get(word) or _KINDS.get("".join(said))
    if known is None and said:
        known = _alike(said)
    if known is None:
        raise UnusableRowError("kind", "notice.unknown_kind", cell)
    return known


def _alike(words: Sequence[str]) -> NoticeKind | None:
    """What several words say that all say the same."""
    if all(word in _OF_ABSENCE or word.startswith(_ABSENCE) for word in words):
        return NoticeKind.ABSENT
    first, *others = {_KINDS.get(word) for word in words}
    return None if others else first
