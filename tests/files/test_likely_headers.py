"""Headers that other systems write, beside those that are known word by word."""

from __future__ import annotations

import unicodedata

import pytest

from kaa_desktop.domain.sources import FileKind
from kaa_desktop.files.headers import find_header
from kaa_desktop.files.source_columns import COLUMNS

POPULATION, ENROLMENT, EXAMS, NOTICES = (
    *(FileKind.POPULATION, FileKind.ENROLMENT, FileKind.EXAMS, FileKind.NOTICES),
)


@pytest.mark.parametrize(
    ("kind", "key", "titles"),
    [
        (
            POPULATION,
            "number",
            "Person_nr · Person/samordningsnr · Personnummer ÅÅÅÅMMDD-NNNN · Födelsenummer",
        ),
        (POPULATION, "last_name", "Elev efternamn · Personens efternamn · Mellan- och efternamn"),
        (POPULATION, "first_name", "Samtliga förnamn · Förnamn(en) · FÖRNAMNEN"),
        (POPULATION, "name", "Elevnamn · Personens namn · Elev"),
        (POPULATION, "street", "Fbf-adress · Utd.adress · Utdelningsadress2"),
        (
            POPULATION,
            "municipality",
            "Hemkommun kod · Fbkommun · Kommun-kod · LKF · Folkbokf.kommun · Kommunnamn",
        ),
        (POPULATION, "protection", "Sekr.mark. · Sekretessuppgift · Skyddade pers.uppg. · Har sekretess"),
        (POPULATION, "registration", "Skyddad folkbokf · Skydd fb · Kvarskriven i kommunen"),
        (POPULATION, "moved_in_on", "Inflyttad kommun · Inflyttn.dag · Inflyttningsdatum i kommunen"),
        (POPULATION, "immigrated_on", "Invandr.datum · Invandringsdatum Sverige"),
        (
            ENROLMENT,
            "first",
            "Plac.datum · Inskrivn.datum · Börjat datum · Startdatum placering · Intagningsdatum",
        ),
        (
            ENROLMENT,
            "last",
            "Avg.datum · Slutdatum placering · Utskrivn. datum · Avbrottsdat. · Studieslutdag",
        ),
        (ENROLMENT, "school", "Enhet · Enhetsnamn · Skolenhetens namn"),
        (EXAMS, "taken_on", "Bevis datum · Utfärdad den · Betygsdokumentdatum · Datum för examensbevis"),
        (EXAMS, "kind", "Betygsdokument typ · Examensbevistyp"),
        (NOTICES, "dated", "Datum för händelsen · Anmälans datum · Händelse datum"),
    ],
)
def test_likely_headers_are_known(kind: FileKind, key: str, titles: str) -> None:
    for title in titles.split(" · "):
        for written in (title, title.upper(), unicodedata.normalize("NFD", title)):
            assert find_header([[written]], COLUMNS[kind]).positions == {key: 0}, written


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (POPULATION, "Vårdnadshavares personnummer"),
        (POPULATION, "Skolkommun"),
        (POPULATION, "Inflyttad från kommun"),
        (POPULATION, "Inflyttningsorsak"),
        (POPULATION, "Sekretess t.o.m. datum"),
        (ENROLMENT, "Avgångsorsak"),
        (ENROLMENT, "Betygsdatum"),
        (ENROLMENT, "Vårdnadshavare namn"),
        (EXAMS, "Examensmål"),
        (NOTICES, "Beslutsdatum"),
    ],
)
def test_what_is_something_else_is_not_taken_for_it(kind: FileKind, title: str) -> None:
    assert find_header([[title]], COLUMNS[kind]).positions == {}


def test_a_header_that_is_known_word_by_word_comes_before_a_likely_one() -> None:
    row = ["Plac.datum", "Startdatum", "Slutdatum placering", "Slutdatum", "Personnr"]
    assert find_header([row], COLUMNS[ENROLMENT]).positions == {"number": 4, "first": 1, "last": 3}


def test_a_long_text_is_no_header() -> None:
    assert find_header([["personnummer" * 10_000]], COLUMNS[POPULATION]).positions == {}
