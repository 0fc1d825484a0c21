from __future__ import annotations

import re

import pytest

from kaa_desktop.domain.code_lists import CodeKind, parse_code_lists
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.letter_places import open_places, places
from kaa_desktop.domain.letters import (
    LANGUAGES,
    LONGEST,
    LetterText,
    LetterWording,
    check_finished,
    check_wording,
    fill_in,
    in_own_words,
    only_own,
    parse_templates,
    parse_wording,
    text_key,
    wording_as_text,
)
from kaa_desktop.system.assets import code_list_documents, letter_documents

SHIPPED = parse_templates(letter_documents()[-1])
OWN = LetterText("Hej", "Hej {first_name}!")
TELLING = re.compile(
    r"ansvar|skollag|avhopp|frånvaro|skola|dropp|school|responsib|absen|dropped", re.IGNORECASE
)


def wording(text: LetterText = OWN) -> LetterWording:
    return LetterWording(phone="08-1", address="Box 1", own={text_key("sms", "sv"): text})


def test_what_is_shipped_can_be_filled_in_and_sent() -> None:
    channels = parse_code_lists(code_list_documents())[CodeKind.CHANNEL]
    check_wording(
        LetterWording(own={text_key(t.id, lang): t.texts[lang] for t in SHIPPED for lang in LANGUAGES})
    )
    for template in SHIPPED:
        assert template.channel in channels
        assert set(template.texts) == set(template.labels) == set(LANGUAGES)
        assert all(bool(text.subject) is not template.message for text in template.texts.values())


def test_what_is_shipped_does_not_tell_why_somebody_is_written_to() -> None:
    texts = [f"{text.subject} {text.body}" for template in SHIPPED for text in template.texts.values()]
    assert [text for text in texts if TELLING.search(text)] == []


def test_names_become_values_and_an_empty_one_leaves_no_gap() -> None:
    values = {"first_name": "Åsa", "phone": "08-1"}
    assert fill_in(LetterText("{first_name}", "Hej {first_name}, {phone} {date}"), values) == LetterText(
        "Åsa", "Hej Åsa, 08-1 {date}"
    )
    assert fill_in(OWN, {"first_name": ""}).body == "Hej!"
    assert fill_in(OWN, {"first_name": "{phone}"}).body == "Hej {phone}!"


@pytest.mark.parametrize(
    "written", ["Hej {first_name}!", "Hej {förnamn}!", "Hej { Förnamn }!", "Hej {fo\u0308rnamn}!"]
)
def test_places_are_written_in_any_language_and_kept_in_one(written: str) -> None:
    text = LetterText("", written)
    check_wording(wording(text))
    assert text.as_kept().body == "Hej {first_name}!"
    assert text.in_words("sv").body == "Hej {förnamn}!"
    assert text.in_words("en").body == "Hej {first_name}!"
    assert fill_in(text, {"first_name": "Åsa"}).body == "Hej Åsa!"
    assert only_own(SHIPPED, wording(text)) == wording(text.as_kept())


def test_places_are_told_in_the_language_of_the_user() -> None:
    assert places("sv") == "{förnamn}, {handläggare}, {kommun}, {telefon}, {datum}"
    with pytest.raises(InvalidInputError) as refused:
        check_wording(wording(LetterText("", "Hej {förnam}!")), language="sv")
    assert refused.value.data["text"] == "{förnam}"
    assert refused.value.data["known"] == places("sv")


def test_shipped_texts_stay_the_same_through_both_languages() -> None:
    texts = [text for template in SHIPPED for text in template.texts.values()]
    assert [text.in_words(language).as_kept() for text in texts for language in LANGUAGES] == [
        text for text in texts for _language in LANGUAGES
    ]


def test_a_wording_survives_the_settings() -> None:
    assert parse_wording(wording_as_text(wording())) == wording()
    assert wording_as_text(LetterWording()) == ""
    assert parse_wording("") == LetterWording()


def test_own_words_stand_in_place_of_the_shipped_and_only_they_are_kept() -> None:
    sms = next(template for template in SHIPPED if template.message)
    own = in_own_words(sms, wording())
    assert own.texts["sv"] == OWN
    assert own.texts["en"] == sms.texts["en"]
    assert only_own(SHIPPED, wording()) == wording()
    assert only_own(SHIPPED, wording(sms.texts["sv"])).own == {}


@pytest.mark.parametrize(
    ("body", "told"),
    [("Hej {namn}!", "{namn}"), ("Hej {first_name!", "{first_name!"), ("a } b", "}"), ("{}", "{}")],
)
def test_names_that_nothing_can_be_filled_in_for_are_refused(body: str, told: str) -> None:
    for text in (LetterText("", body), LetterText(body, "Hej")):
        with pytest.raises(InvalidInputError) as refused:
            check_wording(wording(text))
        assert refused.value.code == "letter.unknown_placeholder"
        assert refused.value.data["text"] == told
        assert refused.value.data["key"] == "sms.sv"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (" \n", "letter.empty"),
        ("x" * (LONGEST + 1), "letter.too_long"),
        ("Ring {phone}", "letter.open_place"),
    ],
)
def test_nothing_is_sent_with_a_gap(body: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        check_finished(LetterText("", body))
    assert refused.value.code == code


def test_a_finished_text_has_no_open_places() -> None:
    check_finished(LetterText("Hej", "Hej Åsa!"))
    assert open_places("Hej {a} och {b") == ["{a}", "{b"]
