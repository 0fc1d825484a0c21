"""The columns of a population file and the names that other systems give them."""

from __future__ import annotations

from kaa_desktop.files.headers import Column
from kaa_desktop.files.municipality_codes import tells_municipality
from kaa_desktop.files.protection_marks import REGISTRATION_HEADER, tells_protection
from kaa_desktop.files.source_files import NUMBER_COLUMN

COLUMNS = (
    NUMBER_COLUMN,
    Column(
        "last_name",
        "Efternamn",
        ("Enamn", "Släktnamn", "Last name", "Surname"),
        group="name",
        pattern=r"(?:person(?:en)?s?|elev(?:en)?s?)?(?:mellanoch)?(?:efter|e|slakt)namn(?:et)?",
    ),
    Column(
        "first_name",
        "Förnamn",
        ("Förnamnen", "Fnamn", "First name", "Given name"),
        pattern=r"(?:person(?:en)?s?|elev(?:en)?s?|samtliga|alla)?(?:for|f)namn(?:en|et)?",
    ),
    Column("called_name", "Tilltalsnamn"),
    Column(
        "name",
        "Namn",
        (
            *("Fullständigt namn", "Hela namnet", "Efternamn, förnamn", "Efternamn och förnamn"),
            *("Förnamn, efternamn", "Förnamn och efternamn", "För- och efternamn", "Personnamn", "Name"),
        ),
        group="name",
        pattern=r"(?:person(?:en)?s?|elev(?:en)?s?)namn(?:et)?|namnpa(?:elev|person)(?:en)?|elev(?:en)?",
    ),
    Column(
        "street",
        "Adress",
        (
            *("Gatuadress", "Utdelningsadress", "Folkbokföringsadress", "Utdelningsadress 2"),
            *("Bostadsadress", "Hemadress", "Adress 1", "Gata", "Adr", "Address"),
        ),
        group="place",
        pattern=r"(?:folkbokf(?:orings?)?|fbf?|utd(?:elnings?)?|gatu|bostads|hem|post)?adr(?:ess)?(?:rad)?[12]?",
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
        pattern=(
            r"(?:hem|fbf?|folkbokf(?:orings?|ord)?|bostads?|boende)i?kommun(?:en)?s?(?:kod|nr|nummer|namn|id)?"
            r"|kommun(?:en)?s?(?:kod|nr|nummer|namn|id)|lkf(?:kod)?|l?kn?kod|lk|kn|hemkom|kodkommun"
            r"|(?:nuvarande|aktuell|bokforings?|mantals?|skatte|fobo)kommun(?:kod)?|kommuntillhorighet"
            r"|kommun(?:kod)?(?:folkbokforing|hem)|bosatti(?:kommun)?"
            r"|(?:home|current|registered)?municipality(?:code|id|no|number|name)?"
        ),
        told=tells_municipality,
        never=r"skol|tidigare|forra|fran|from|fodelse|placering|flytt|handlagg|anmal|avsand|forsamling|student",
    ),
    Column("county", "Länskod", ("Län", "Länkod", "Länsnummer", "Länsnr"), pattern=r"lans?(?:kod|nr|nummer)"),
    Column(
        "protection",
        "Skydd",
        (
            *("Sekretess", "Sekretessmarkering", "Skyddad", "Skyddade personuppgifter", "Skyddskod"),
            *("Skyddad identitet", "Skyddsmarkering", "Sekretesskod", "Sekretess/skydd", "Skyddstyp"),
            *("Skyddade uppgifter", "Skyddsuppgift", "Skyddad person", "Personskydd", "Sekretessmark"),
            *("Sekr mark", "Sekr", "Typ av skydd", "Protection"),
        ),
        pattern=(
            rf"(?!.*(?:{REGISTRATION_HEADER}|datum|fran|from|till|orsak|date|reason))"
            r".*(?:sekretess|sekrmark|skydd|fingera|protect|confiden|secrecy|secret).*"
        ),
        guards=True,
        told=tells_protection,
        rare=True,
    ),
    Column(
        "registration",
        "Skyddad folkbokföring",
        ("Skyddad folkbokf.", "Har skyddad folkbokföring", "Kvarskrivning", "Kvarskriven", "SFB"),
        pattern=rf"(?!.*(?:datum|fran|from|till|orsak|date|reason)).*(?:{REGISTRATION_HEADER}).*",
        guards=True,
    ),
    Column(
        "moved_in_on",
        "Inflyttningsdatum",
        (
            *("Inflyttad", "Inflyttningsdag", "Inflyttat", "Inflyttningsdatum till kommunen"),
            *("Inflyttad till kommunen", "Inflyttad datum", "Inflyttad den", "Inflyttn.datum", "Inflytt dat"),
            *("Datum för inflyttning", "Inflyttning", "Moved in"),
        ),
        pattern=(
            r"inflyttad(?:i|till)?kommun(?:en)?"
            r"|inflytt(?:nings?|n|ad|at)?(?:dag|dat|datum)(?:i|till)?(?:kommun(?:en)?)?"
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
        pattern=r"invandr(?:ings?|ad|at)?(?:dag|dat|datum)(?:(?:i|till)?sverige)?",
    ),
    Column("birth_date", "Födelsedatum", ("Född", "Födelsedag", "Födelsetid", "Date of birth", "Birth date")),
)
