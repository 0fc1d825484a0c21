from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.phonetics import sound_index, sounds, spelled_alike


@pytest.mark.parametrize(
    "spellings",
    [
        "Kjell Shell Schell Kjel Käll",
        "Jusuf Yousef Yusuf Youssef Yosef Josef Yuusuf",
        "Mohamed Muhammad Mohammed Muhammed Mahamed Maxamed Mohamud",
        "Kristoffer Christopher Kristofer Christoffer Cristopher",
        "Åke Aake Oke",
        "Sjö Skjö Schö",
        "Andersson Anderson Andersen Andersohn",
        "Lindqvist Lindkvist Lindquist Lindqwist",
        "Wallin Vallin Walin",
        "Zara Sara Sarah",
        "Matthias Mattias Matias",
        "Stephan Stefan",
        "Hjalmar Jalmar",
        "Ljung Jung Djung Ljungh",
        "Göran Jöran",
        "Ahmed Ahmad Ahmet Axmed",
        "Hassan Xasan Hasan",
        "Abdi Cabdi",
        "Ali Cali Aly",
        "Omar Cumar Umar Omer",
        "Aisha Ayşe Ayesha Aysha Aicha",
        "Hussein Xuseen Hossein Husein Hüseyin",
        "Cem Djem",
        "Gustav Gustaf",
        "Michael Mikael Mickael",
        "Joakim Joachim",
        "Erik Eric Erick",
        "Filip Philip Phillip",
        "Elisabeth Elisabet",
        "Löfven Lövén",
        "Brandt Brand Brant",
        "Khalid Kalid Chalid",
        "Layla Laila Leyla Lejla",
        "Maja Maya Maia",
        "Stjernström Sjärnström Schernström",
        "Kerstin Cherstin",
        "Dahl Dal",
        "Qasim Kasim Qaasim",
        "Begić Begish",
    ],
)
def test_what_is_said_alike_shares_a_key(spellings: str) -> None:
    for one, other in combinations(spellings.split(), 2):
        assert set(sounds(one)) & set(sounds(other)), (one, sounds(one), other, sounds(other))


@pytest.mark.parametrize(
    "different",
    [
        "Anna Hanna",
        "Kalle Kjell",
        "Åsa Isa",
        "Hussein Hassan",
        "Sara Sira",
        "Jansson Svensson",
        "Omar Amir",
        "Jansson Johansson",
        "Axelsson Olsson",
        "Camila Amal",
        "Colin Julian",
    ],
)
def test_what_is_said_otherwise_does_not(different: str) -> None:
    one, other = different.split()
    assert not set(sounds(one)) & set(sounds(other))


def test_the_index_holds_each_key_once_for_every_word() -> None:
    assert sound_index("Kjell-Åke O'Brien Schell 3") == "XEL OK O BREN"
    assert sound_index("") == sound_index("123 – 4") == ""


def test_the_closer_spelling_is_more_alike() -> None:
    assert spelled_alike("yusuf", "yusuf") == 1
    assert spelled_alike("yusuf", "yousuf") > spelled_alike("yusuf", "josef")


@given(st.text(max_size=20))
def test_any_text_has_keys_of_plain_letters(text: str) -> None:
    assert all(len(sounds(word)) <= 8 for word in text.split())
    assert re.fullmatch(r"[^\W\d_ ]*( [^\W\d_ ]+)*", sound_index(text))


@given(st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=1, max_size=15))
def test_capitals_and_doubled_letters_do_not_count(word: str) -> None:
    assert sounds(word.upper()) == sounds(word)
    assert 0 <= spelled_alike(word, word[::-1]) <= 1
