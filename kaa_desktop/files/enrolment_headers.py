"""The columns of an enrolment file and the names that other systems give them."""

from __future__ import annotations

from kaa_desktop.files.headers import Column
from kaa_desktop.files.source_files import NUMBER_COLUMN

COLUMNS = (
    NUMBER_COLUMN,
    Column(
        "first",
        "Startdatum",
        (
            *("Börjat", "Började", "Börjar", "Start", "Startar", "Startdag", "Studiestart", "Första dag"),
            *("Första skoldag", "Inskriven", "Inskrivningsdatum", "Inskriven från", "Inskriven fr.o.m."),
            *("Från och med", "Fr.o.m.", "Från", "Fromdatum", "Från datum", "Start date"),
            *(
                "Fom",
                "Datum från",
                "Datum from",
                "Datum fr.o.m.",
                "Startdat",
                "Inskr.datum",
                "Inskriven datum",
            ),
            *("Påbörjad", "Påbörjat", "Påbörjade", "Påbörjad datum", "Gäller från", "Gäller fr.o.m."),
            *("Placering fr.o.m.", "Placerad fr.o.m.", "Studier fr.o.m.", "Elev fr.o.m.", "Period från"),
            *("Period fr.o.m.", "Periodstart", "Första närvarodag", "Studiestartdatum", "Antagen"),
        ),
        group="first",
        pattern=(
            r"(?:plac(?:erings?|erad)?|inskr(?:ivnings?|ivn|iven)?|(?:studie|skol)?starts?|borjat?|borjan"
            r"|antagnings?|intagnings?|paborjat?|paborjad|inskrivs?|elev)(?:dat|datum|dag|den)"
            r"(?:placering(?:en)?|studier(?:na)?|from)?"
        ),
    ),
    Column(
        "last",
        "Slutdatum",
        (
            *("Slutat", "Slutade", "Slutar", "Slut", "Avgång", "Avgångsdatum", "Avgått", "Sista dag"),
            *("Sista skoldag", "Sista dag i skolan", "Utskriven", "Utskrivningsdatum", "Inskriven till"),
            *("Inskriven t.o.m.", "Till och med", "T.o.m.", "Till", "Tomdatum", "Till datum", "End date"),
            *("Tom", "Datum till", "Datum tom", "Datum t.o.m.", "Slutdat", "Utskr.datum", "Utskriven datum"),
            *("Avslutad", "Avslutat", "Avslutade", "Avslutad datum", "Gäller till", "Gäller t.o.m."),
            *("Placering t.o.m.", "Placerad t.o.m.", "Studier t.o.m.", "Elev t.o.m.", "Period till"),
            *("Period t.o.m.", "Periodslut", "Sista närvarodag", "Studieslut", "Studieslutdatum", "Slutdag"),
            *("Avskriven", "Avgått datum", "Avslutsdatum", "Avslutningsdatum", "Avbrottsdatum"),
            *("Avbrott", "Studieavbrott", "Avbruten", "Datum för avbrott", "Avslutsdag"),
        ),
        pattern=(
            r"(?:(?:studie|skol)?sluts?|slutat?|avg(?:angs?|att)?|avslut(?:s|nings?|ad|at)?|upphor(?:ande)?"
            r"|utskr(?:ivnings?|ivn|iven|ivs)?|avbrotts?|lamnat?)(?:dat|datum|dag|den)"
            r"(?:placering(?:en)?|studier(?:na)?|tom)?"
        ),
        guards=True,
    ),
    Column(
        "programme",
        "Studievägskod",
        (
            *("Studieväg", "Programkod", "Program", "Utbildning", "Utbildningskod", "Studievägsnamn"),
            *("Programnamn", "Kod", "Programme"),
        ),
        pattern=r"(?:studievags?|program|utbildnings?|inriktnings?)(?:kod|namn)?(?:en|et)?",
    ),
    Column(
        "form", "Skolform", ("Skoltyp", "Studieform", "Verksamhetsform", "Utbildningsform", "Type of school")
    ),
    Column(
        "school",
        "Skolenhet",
        ("Skola", "Skolenhetsnamn", "Skolnamn", "Skolans namn", "Gymnasieskola", "School"),
        pattern=r"(?:skol)?enhet(?:s|ens)?(?:namn)?",
    ),
    Column(
        "organiser",
        "Huvudman",
        ("Skolhuvudman", "Huvudmannatyp", "Huvudmans namn", "Driftsform", "Organisationsform", "Organiser"),
    ),
    Column(
        "class", "Klass", ("Klassbeteckning", "Klassnamn", "Klass/grupp", "Undervisningsgrupp", "Class name")
    ),
    Column(
        "term",
        "Läsår",
        (
            *("Termin", "Läsår/termin", "Läsår och termin", "Aktuellt läsår", "Aktuell termin", "Skolår"),
            *("Gäller läsår", "Gäller termin", "Avser läsår", "Avser termin", "School year", "Term"),
        ),
    ),
    Column(
        "status",
        "Status",
        (
            *("Elevstatus", "Elevens status", "Status elev", "Studiestatus", "Placeringsstatus", "Aktiv"),
            *("Inskrivningsstatus", "Studerandestatus", "Status studier", "Aktiv elev", "Status placering"),
        ),
        guards=True,
    ),
)
