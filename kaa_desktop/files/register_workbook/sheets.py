"""The workbook of a register: its three sheets, their columns, and which list a column is chosen from."""

from __future__ import annotations

from collections.abc import Mapping

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.files.headers import Column

PEOPLE_SHEET = "Ungdomar"
CONTACTS_SHEET = "Kontakter"
MEASURES_SHEET = "Åtgärder"

_NUMBER = Column(
    "number", "Personnummer", ("Personnr", "Person-id", "Pnr", "Personal number"), group="number"
)
_WORKER = Column("case_worker", "Handläggare", ("Uppsökare", "Case worker"))

PEOPLE_COLUMNS = (
    _NUMBER,
    Column("first_name", "Förnamn", ("Tilltalsnamn", "First name")),
    Column("last_name", "Efternamn", ("Last name",)),
    Column("street", "Adress", ("Gatuadress", "Utdelningsadress", "Address")),
    Column("postal_code", "Postnr", ("Postnummer", "Postal code")),
    Column("city", "Postort", ("Ort", "City")),
    Column("phone", "Telefon", ("Telefonnummer", "Mobil", "Mobiltelefon", "Phone")),
    Column("email", "E-post", ("E-postadress", "Mejl", "Mail", "E-mail")),
    Column("protection", "Skydd", ("Sekretess", "Skyddade personuppgifter", "Protection")),
    Column("registered_on", "Registrerad", ("Registreringsdatum", "Registered"), group="registered_on"),
    Column("registration_reason", "Registreringsorsak", ("Orsak till registrering", "Registration reason")),
    Column("last_school_activity", "Senaste skolrelaterade sysselsättning", ("Last school activity",)),
    _WORKER,
    Column("deregistered_on", "Avregistrerad", ("Avregistreringsdatum", "Deregistered")),
    Column(
        "deregistration_reason",
        "Avregistreringsorsak",
        ("Orsak till avregistrering", "Deregistration reason"),
    ),
)

EXTRA_PEOPLE_COLUMNS = (
    Column("birth_date", "Födelsedatum", ("Date of birth",)),
    Column("home_municipality", "Hemkommun", ("Kommunkod", "Home municipality")),
)
"""Written only where somebody has such a value; read wherever they stand."""

CONTACT_COLUMNS = (
    _NUMBER,
    Column("made_on", "Datum", ("Kontaktdatum", "Date"), group="made_on"),
    Column("channel", "Kanal", ("Kontaktväg", "Channel"), group="channel"),
    Column("outcome", "Utfall", ("Resultat", "Outcome"), group="outcome"),
    Column("occupation", "Sysselsättning", ("Occupation",)),
    _WORKER,
    Column("note", "Anteckning", ("Notering", "Kommentar", "Note")),
)

MEASURE_COLUMNS = (
    _NUMBER,
    Column("kind", "Åtgärd", ("Insats", "Measure"), group="kind"),
    Column("offered_on", "Erbjuden", ("Erbjudandedatum", "Offered")),
    Column("response", "Svar", ("Response",)),
    Column("started_on", "Påbörjad", ("Startdatum", "Started")),
    Column("ended_on", "Avslutad", ("Slutdatum", "Ended")),
    Column("end_reason", "Avslutsorsak", ("Orsak till avslut", "End reason")),
    Column("occupation_after", "Sysselsättning efter", ("Occupation after",)),
    _WORKER,
)

COLUMN_CODES: Mapping[str, CodeKind] = {
    "protection": CodeKind.PROTECTION,
    "registration_reason": CodeKind.REGISTRATION_REASON,
    "last_school_activity": CodeKind.REGISTRATION_REASON,
    "deregistration_reason": CodeKind.DEREGISTRATION_REASON,
    "channel": CodeKind.CHANNEL,
    "outcome": CodeKind.OUTCOME,
    "occupation": CodeKind.OCCUPATION,
    "kind": CodeKind.MEASURE,
    "response": CodeKind.RESPONSE,
    "end_reason": CodeKind.MEASURE_END_REASON,
    "occupation_after": CodeKind.OCCUPATION,
}
"""The list behind each column of labels; reason and last school activity share one."""

DATE_COLUMNS = frozenset(
    {"registered_on", "deregistered_on", "made_on", "offered_on", "started_on", "ended_on", "birth_date"}
)
