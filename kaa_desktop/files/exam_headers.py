"""The columns of an exam file and the names that other systems give them."""

from __future__ import annotations

from dataclasses import replace

from kaa_desktop.files.cells import Cell, tells_day
from kaa_desktop.files.exam_kinds import exam_kind_of
from kaa_desktop.files.headers import Column
from kaa_desktop.files.source_files import NUMBER_COLUMN, UnusableRowError


def _tells_kind(cell: Cell) -> bool:
    try:
        exam_kind_of(cell)
    except UnusableRowError:
        return False
    return True


_OTHER_DAYS = r"fodel|fodd|birth|borja|start|fran|from|andra|uppdater|modified|updated|plan"

COLUMNS = (
    NUMBER_COLUMN,
    Column(
        "taken_on",
        "Examensdatum",
        (
            *("Datum", "Datum för examen", "Examensdag", "Betygsdatum", "Utfärdandedatum", "Utfärdat"),
            *("Utfärdad", "Utfärdad datum", "Datum för bevis", "Bevisdatum", "Date"),
            *("Datum för utfärdande", "Utfärdandedag", "Datum utfärdat", "Exam.datum", "Examensdat"),
            *("Avslutsdatum", "Avslutningsdatum", "Slutdatum", "Utskriftsdatum"),
        ),
        group="taken_on",
        pattern=(
            r"(?:datum)?utfard(?:ad|at|ande)(?:s|nings?)?(?:dat|datum|dag|den)?"
            r"|(?:examens?|bevis(?:et)?s?|betygs?(?:dokument)?s?)(?:dat|datum|dag|den)|datumforexamen(?:sbevis)?"
        ),
        told=tells_day,
        never=_OTHER_DAYS,
    ),
    Column(
        "kind",
        "Bevis",
        (
            *("Betygsdokument", "Typ av bevis", "Bevistyp", "Typ av betygsdokument", "Betygsdokumenttyp"),
            *("Examenstyp", "Typ av examen", "Examensbevis", "Examen", "Examen/bevis", "Resultat", "Result"),
            *("Examen/studiebevis", "Examensbevis/studiebevis", "Bevis/examen", "Betygstyp", "Typ av betyg"),
            *("Betygsdokumentstyp", "Dokumenttyp", "Typ av dokument", "Dokument", "Examensform", "Betyg"),
            *("Slutbetyg", "Benämning"),
        ),
        group="kind",
        pattern=r"(?:typav)?(?:examens?bevis|bevis|betygs?dokument|examen)s?(?:typ|form|sort|benamning)?",
        told=_tells_kind,
    ),
)

_TOLD_OTHERWISE = frozenset({"kind", "taken_on"})
RESULT_COLUMNS = tuple(replace(c, group="") if c.key in _TOLD_OTHERWISE else c for c in COLUMNS)
"""What a file has to name whose results head columns, or hold their day."""
