"""The columns of a population file and the names that other systems give them."""

from __future__ import annotations

from kaa_desktop.files.headers import Column
from kaa_desktop.files.source_files import NUMBER_COLUMN

COLUMNS = (
    NUMBER_COLUMN,
    Column("last_name", "Efternamn", ("Enamn", "Släktnamn", "Last name", "Surname"), group="name"),
    Column("first_name", "Förnamn", ("Förnamnen", "Fnamn", "First name", "Given name")),
    Column("called_name", "Tilltalsnamn"),
    Column(
        "name",
        "Namn",
        (
            *("Fullständigt namn", "Hela namnet", "Efternamn, förnamn", "Efternamn och förnamn"),
            *("Förnamn, efternamn", "Förnamn och efternamn", "För- och efternamn", "Personnamn", "Name"),
        ),
        group="name",
    ),
    Column(
        "street",
        "Adress",
        (
            *("Gatuadress", "Utdelningsadress", "Folkbokföringsadress", "Utdelningsadress 2"),
            *("Bostadsadress", "Hemadress", "Adress 1", "Gata", "Adr", "Address"),
        ),
        group="place",
    ),
    Column("postal_code", "Postnr", ("Postnummer", "Postal code"), group="place"),
    Column("city", "Postort", ("Ort", "Bostadsort", "City"), group="place"),
    Column(
        "municipality",
        "Kommunkod",
        (
            *(
                "Hemkommunkod",
                "Folkbokföringskommunkod",
                "Kommunnr",
                "Kommunnummer",
                "Län/kommun",
                "Länkommun",
            ),
            *("Län och kommun", "Kommun", "Folkbokföringskommun", "Hemkommun", "Folkbokförd kommun"),
            *("Folkbokförd i kommun", "Municipality"),
        ),
        group="place",
    ),
    Column(
        "protection",
        "Skydd",
        (
            *("Sekretess", "Sekretessmarkering", "Skyddad", "Skyddade personuppgifter", "Skyddskod"),
            *("Skyddad identitet", "Skyddsmarkering", "Sekretesskod", "Sekretess/skydd", "Skyddstyp"),
            *("Skyddade uppgifter", "Skyddsuppgift", "Skyddad person", "Personskydd", "Sekretessmark"),
            *("Sekr mark", "Sekr", "Typ av skydd", "Protection"),
        ),
    ),
    Column(
        "registration",
        "Skyddad folkbokföring",
        ("Skyddad folkbokf.", "Har skyddad folkbokföring", "Kvarskrivning", "Kvarskriven"),
    ),
    Column(
        "moved_in_on",
        "Inflyttningsdatum",
        (
            *("Inflyttad", "Inflyttningsdag", "Inflyttat", "Inflyttningsdatum till kommunen"),
            *("Inflyttad till kommunen", "Inflyttad datum", "Inflyttad den", "Inflyttn.datum", "Inflytt dat"),
            *("Datum för inflyttning", "Inflyttning", "Moved in"),
        ),
    ),
    Column(
        "immigrated_on",
        "Invandringsdatum",
        (
            *("Invandrad", "Invandringsdag", "Invandrat", "Invandringsdatum till Sverige"),
            *("Invandrad till Sverige", "Invandrad datum", "Invandrad den", "Invandr.datum", "Invandr dat"),
            *("Datum för invandring", "Invandring", "Immigrated"),
        ),
    ),
    Column("birth_date", "Födelsedatum", ("Född", "Födelsedag", "Födelsetid", "Date of birth", "Birth date")),
)
