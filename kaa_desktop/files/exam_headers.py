"""The columns of an exam file and the names that other systems give them."""

from __future__ import annotations

from dataclasses import replace

from kaa_desktop.files.headers import Column
from kaa_desktop.files.source_files import NUMBER_COLUMN

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
    ),
)

_TOLD_OTHERWISE = frozenset({"kind", "taken_on"})
RESULT_COLUMNS = tuple(replace(c, group="") if c.key in _TOLD_OTHERWISE else c for c in COLUMNS)
"""What a file has to name whose results head columns, or hold their day."""
