from __future__ import annotations

import json
from datetime import date

import pytest

from kaa_desktop.domain.code_lists import CodeKind, CodeLists, parse_code_lists
from kaa_desktop.domain.errors import InvalidInputError
from tests.registers import code_lists


def own_list() -> CodeLists:
    values = [
        {"id": "old", "sv": "Gammalt", "en": "Old", "valid_to": "2025-12-31"},
        {"id": "new", "sv": "Nytt", "en": "New", "valid_from": "2026-01-01"},
    ]
    return parse_code_lists([json.dumps({"list": "measure", "values": values})])


def test_every_list_is_shipped_and_every_value_has_both_names() -> None:
    for kind in CodeKind:
        values = code_lists()[kind].values
        assert values
        assert all(value.sv and value.en and value.id.isascii() for value in values)
        assert len({value.id for value in values}) == len(values)


def test_labels_are_found_in_both_languages_without_regard_to_case_or_spaces() -> None:
    for kind in CodeKind:
        for value in code_lists()[kind].values:
            for label in (value.sv, value.en):
                for written in (label, label.upper(), label.lower(), f"  {label.replace(' ', '  ')} "):
                    assert code_lists()[kind].find(written) == value


@pytest.mark.parametrize("text", ["", "Nådda", "reached_", "Brev"])
def test_an_unknown_label_is_refused_with_its_list(text: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        code_lists()[CodeKind.OUTCOME].find(text)
    assert (caught.value.code, caught.value.data) == ("code.unknown", {"list": "outcome", "text": text})


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert code_lists()[CodeKind.OUTCOME].label("from_elsewhere", "sv") == "from_elsewhere"
    assert code_lists()[CodeKind.OUTCOME].label("reached", "sv") == "Nådd"
    assert code_lists()[CodeKind.OUTCOME].label("reached", "en") == "Reached"


def test_only_two_outcomes_mean_reached() -> None:
    assert code_lists().reached_outcomes == {"reached", "declined_contact"}


def test_values_are_offered_while_they_are_valid_and_known_for_ever() -> None:
    values = own_list()[CodeKind.MEASURE]
    assert [v.id for v in values.offered_on(date(2025, 12, 31))] == ["old"]
    assert [v.id for v in values.offered_on(date(2026, 1, 1))] == ["new"]
    assert values.find("gammalt").id == "old"
    assert "old" in values
    assert values["old"].label("sv") == "Gammalt"


def test_the_labels_of_the_field() -> None:
    """DOMAIN's lists, as people write them in Swedish."""
    expected = {
        CodeKind.CHANNEL: "Brev · Vykort · Sms · Telefon · E-post · Sociala medier · Hembesök · Besök hos oss"
        " · Via vårdnadshavare · Via skola",
        CodeKind.OUTCOME: "Nådd · Inget svar · Lämnat meddelande · Skickat · I retur"
        " · Fel nummer eller adress · Avböjde kontakt",
        CodeKind.RESPONSE: "Accepterad · Avböjd · Inget svar än",
        CodeKind.PROTECTION: "Sekretessmarkering · Skyddad folkbokföring · Fingerade personuppgifter",
        CodeKind.MEASURE_END_REASON: "Genomförd enligt plan · Avbruten av den unge · Avbruten av kommunen"
        " · Påbörjat studier · Påbörjat arbete · Ansvaret upphört",
        CodeKind.DEREGISTRATION_REASON: "Fyllt 20 · Påbörjat nationellt program eller motsvarande"
        " · Påbörjat introduktionsprogram · Gymnasieexamen eller motsvarande · Flyttat · Avliden"
        " · Felregistrerad",
        CodeKind.REGISTRATION_REASON: "Studieavbrott · Aldrig påbörjat studier · Studiebevis"
        " · Slutfört introduktionsprogram · Nyligen folkbokförd",
        CodeKind.OCCUPATION: "Nationellt program · Introduktionsprogram · Anpassad gymnasieskola"
        " · Kommunal vuxenutbildning · Folkhögskola · Arbete · Praktik · Arbetssökande"
        " · Annan sysselsättning · Ingen sysselsättning · Okänd",
    }
    for kind, labels in expected.items():
        assert [value.sv for value in code_lists()[kind].values] == labels.split(" · ")


def test_the_introductory_programme_is_no_measure_after_june_2018() -> None:
    measures = code_lists()[CodeKind.MEASURE]
    assert "introductory_programme" in {v.id for v in measures.offered_on(date(2018, 6, 30))}
    assert "introductory_programme" not in {v.id for v in measures.offered_on(date(2018, 7, 1))}
