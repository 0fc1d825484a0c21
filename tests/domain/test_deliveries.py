from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.delivery_differences import differences
from kaa_desktop.domain.delivery_profiles import (
    Block,
    DeliveryColumn,
    DeliveryField,
    DeliveryProfile,
    check_profile,
    choose_profile,
    parse_profile,
    profile_text,
)
from kaa_desktop.domain.delivery_records import DeliveryPerson, records_of, table_of, values_of
from kaa_desktop.domain.delivery_templates import TemplateSheet, known_field, read_template
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.measures import Measure
from kaa_desktop.i18n.delivery_sentences import SHIPPED_SOURCE
from kaa_desktop.system.assets import delivery_profile_documents
from tests.domain.test_delivery_controls import CONTACT, EPISODE, MEASURE, PERIOD, REACHED, SOUND, day
from tests.services.workspaces import CODE_LISTS

SHIPPED = parse_profile(delivery_profile_documents()[0])


def rows(profile: DeliveryProfile, *people: DeliveryPerson) -> tuple[list[str], list[list[str]]]:
    values = [
        values_of(record, profile, CODE_LISTS, "0180")
        for person in people
        for record in records_of(person, PERIOD, profile, REACHED)
    ]
    header, cells = table_of(profile, values)
    return header, list(cells)


def test_the_shipped_profile_is_unconfirmed_and_can_be_used() -> None:
    check_profile(SHIPPED)
    assert not SHIPPED.confirmed
    assert SHIPPED.source == SHIPPED_SOURCE  # so that it is translated
    assert parse_profile(profile_text(SHIPPED)) == SHIPPED


def test_a_record_holds_the_five_blocks() -> None:
    person = replace(
        SOUND,
        episodes=(
            replace(EPISODE, deregistered_on=day("2026-06-01"), deregistration_reason="began_introductory"),
        ),
        measures=(
            replace(MEASURE, ended_on=day("2026-05-01"), end_reason="completed", occupation_after="work"),
        ),
    )
    header, cells = rows(SHIPPED, person)
    assert dict(zip(header, cells[0], strict=True)) == {
        "Personnummer": "200807012398",
        "Kommun": "0180",
        "Registreringsdatum": "2026-02-01",
        "Registreringsorsak": "Studieavbrott",
        "Kontaktdatum 1": "2026-03-01",
        "Sysselsättning vid kontakt 1": "Arbete",
        "Åtgärd påbörjad 1": "2026-03-10",
        "Påbörjad åtgärd 1": "Studie- och yrkesvägledning",
        "Åtgärd avslutad 1": "2026-05-01",
        "Avslutad åtgärd 1": "Studie- och yrkesvägledning",
        "Sysselsättning efter åtgärd 1": "Arbete",
        "Avregistreringsdatum": "2026-06-01",
        "Avregistreringsorsak": "Påbörjat introduktionsprogram",
    }


def test_repeating_blocks_stand_as_often_as_the_busiest_record_needs() -> None:
    busy = replace(
        SOUND, id="q", contacts=tuple(replace(CONTACT, made_on=date(2026, 3, n)) for n in (9, 3, 5))
    )
    header, cells = rows(SHIPPED, SOUND, busy)
    assert [title for title in header if title.startswith("Kontaktdatum")] == [
        "Kontaktdatum 1",
        "Kontaktdatum 2",
        "Kontaktdatum 3",
    ]
    places = [header.index(f"Kontaktdatum {n}") for n in (1, 2, 3)]
    assert [[row[place] for place in places] for row in cells] == [
        ["2026-03-01", "", ""],
        ["2026-03-03", "2026-03-05", "2026-03-09"],
    ]


def test_attempts_that_reached_nobody_are_no_contacts_unless_the_profile_says_so() -> None:
    person = replace(SOUND, contacts=(replace(CONTACT, outcome="no_answer"),))
    assert [list(r.contacts) for r in records_of(person, PERIOD, SHIPPED, REACHED)] == [[]]
    everything = replace(SHIPPED, contacts="all")
    assert len(next(records_of(person, PERIOD, everything, REACHED)).contacts) == 1


def test_an_end_after_the_half_year_is_not_delivered_yet() -> None:
    person = replace(
        SOUND,
        episodes=(replace(EPISODE, deregistered_on=day("2026-07-01"), deregistration_reason="moved"),),
    )
    header, cells = rows(SHIPPED, person)
    assert cells[0][header.index("Avregistreringsdatum")] == ""


def test_codes_and_days_are_written_as_the_profile_says() -> None:
    profile = replace(
        SHIPPED,
        date_form="YYYYMMDD",
        codes={CodeKind.REGISTRATION_REASON: {"dropped_out": "1"}},
    )
    header, cells = rows(profile, SOUND)
    assert cells[0][header.index("Registreringsorsak")] == "1"
    assert cells[0][header.index("Registreringsdatum")] == "20260201"


def test_the_profile_of_an_earlier_half_year_is_unconfirmed_for_the_next() -> None:
    own = replace(SHIPPED, from_period="2026H1", confirmed=True, deadline=day("2026-09-01"))
    assert choose_profile([SHIPPED, own], "2026H1") == own
    later = choose_profile([SHIPPED, own], "2026H2")
    assert (later.confirmed, later.deadline, later.columns) == (False, None, own.columns)
    with pytest.raises(InvalidInputError, match=r"delivery\.no_profile"):
        choose_profile([SHIPPED], "2017H2")


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        (replace(SHIPPED, columns=SHIPPED.columns[1:]), "delivery.column_missing"),
        (replace(SHIPPED, columns=(*SHIPPED.columns, SHIPPED.columns[1])), "delivery.column_twice"),
        (replace(SHIPPED, separator=""), "delivery.separator"),
        (replace(SHIPPED, separator="a"), "delivery.separator"),
    ],
)
def test_a_profile_that_no_delivery_can_be_made_with_is_refused(profile: DeliveryProfile, code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        check_profile(profile)
    assert refused.value.code == code


def test_differences_are_counted_by_field() -> None:
    former = {"a": {"registration_reason": ["1"]}, "b": {"registration_reason": ["1"]}}
    current = {"b": {"registration_reason": ["2"]}, "c": {"registration_reason": ["1"]}}
    told = differences(former, current)
    assert (told.added, told.removed, dict(told.changed)) == (1, 1, {"registration_reason": 1})
    assert not differences(former, former).any


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Personnummer/samordningsnummer", DeliveryField.PERSONAL_NUMBER),
        ("Kommunkod", DeliveryField.MUNICIPALITY),
        ("Datum för registrering", DeliveryField.REGISTERED_ON),
        ("Orsak till registrering", DeliveryField.REGISTRATION_REASON),
        ("Kontaktdatum 3", DeliveryField.CONTACT_ON),
        ("Sysselsättning vid kontakt 3", DeliveryField.CONTACT_OCCUPATION),
        ("Startdatum åtgärd", DeliveryField.MEASURE_BEGUN_ON),
        ("Typ av åtgärd", DeliveryField.MEASURE_BEGUN_KIND),
        ("Åtgärd slutdatum", DeliveryField.MEASURE_ENDED_ON),
        ("Sysselsättning efter åtgärd", DeliveryField.MEASURE_ENDED_OCCUPATION),
        ("Datum för avregistrering", DeliveryField.DEREGISTERED_ON),
        ("Orsak till avregistrering", DeliveryField.DEREGISTRATION_REASON),
        ("Löpnummer", None),
    ],
)
def test_headers_of_templates_are_known_by_their_words(header: str, field: DeliveryField | None) -> None:
    assert known_field(header) is field


def test_a_template_gives_columns_limits_and_codes() -> None:
    sheets = (
        TemplateSheet("Läs mig", (("Instruktion",), ("", "Fyll i varje rad"))),
        TemplateSheet(
            "Inmatning",
            (
                ("Uppgifter till SCB",),
                (
                    "Löpnr",
                    "Personnummer",
                    "Registreringsdatum",
                    "Orsak",
                    "Kontaktdatum 1",
                    "Kontaktdatum 2",
                ),
            ),
        ),
        TemplateSheet(
            "Koder",
            (
                ("Orsak",),
                ("01", "Studieavbrott"),
                ("02", "Aldrig påbörjat studier"),
                (),
                ("Åtgärd",),
                ("A", "Praktik"),
                ("B", "Enstaka samtal"),
            ),
        ),
    )
    read = read_template(sheets, SHIPPED, CODE_LISTS, period="2026H2", source="mall.xlsx")
    assert read.sheet == "Inmatning"
    assert list(read.unknown) == ["Löpnr"]
    assert read.profile.confirmed
    assert read.profile.limit(Block.CONTACT) == 2
    assert read.profile.columns[-1] == DeliveryColumn(DeliveryField.CONTACT_ON, "Kontaktdatum {n}")
    assert dict(read.profile.codes[CodeKind.REGISTRATION_REASON]) == {
        "dropped_out": "01",
        "never_began": "02",
    }
    assert dict(read.profile.codes[CodeKind.MEASURE]) == {"work_placement": "A", "single_talks": "B"}
    header, _ = table_of(read.profile, [])
    assert header == list(sheets[1].rows[1])


def test_a_file_description_lists_its_columns_downwards() -> None:
    sheet = TemplateSheet(
        "Filbeskrivning",
        (
            ("Variabel", "Position"),
            ("Personnummer", "1-12"),
            ("Registreringsdatum", "13-20"),
            ("Registreringsorsak", "21-22"),
        ),
    )
    read = read_template([sheet], SHIPPED, CODE_LISTS, period="2026H2", source="fil.xlsx")
    assert [column.header for column in read.profile.columns] == [
        "Personnummer",
        "Registreringsdatum",
        "Registreringsorsak",
    ]


def test_a_workbook_without_columns_is_refused() -> None:
    with pytest.raises(InvalidInputError, match=r"delivery\.template_unreadable"):
        read_template([TemplateSheet("A", (("x", "y"),))], SHIPPED, CODE_LISTS, period="2026H2", source="a")


def test_a_measure_begun_earlier_is_only_delivered_as_ended() -> None:
    measure = Measure(
        id="m", person_id="p", kind="guidance", started_on=day("2026-02-02"), ended_on=day("2026-07-02")
    )
    person = replace(SOUND, measures=(measure,))
    records = list(records_of(person, PERIOD, SHIPPED, REACHED))
    assert [(len(r.begun), len(r.ended)) for r in records] == [(1, 0)]
