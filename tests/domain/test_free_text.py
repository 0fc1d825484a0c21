from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.free_text import SensitiveKind, parse_sensitive_words
from kaa_desktop.system.assets import resource

WORDS = parse_sensitive_words(resource("sensitive_words.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Har en diagnos sedan i våras", "diagnos", SensitiveKind.HEALTH),
        ("väntar på diagnosen", "diagnosen", SensitiveKind.HEALTH),
        ("Mår dåligt, ÅNGEST", "ÅNGEST", SensitiveKind.HEALTH),
        ("sitter häktad", "häktad", SensitiveKind.CRIME),
        ("är muslim", "muslim", SensitiveKind.RELIGION),
        ("bor i familjehem", "familjehem", SensitiveKind.FAMILY),
    ],
)
def test_words_that_point_to_forbidden_data_are_found(text: str, word: str, kind: SensitiveKind) -> None:
    (found,) = WORDS.find(text)
    assert (found.word, found.kind) == (word, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Ringde, inget svar",
        "Vill börja på komvux i januari; studievägledare bokad",
        "Romantiska komedier och astronomi",  # words that begin like forbidden ones
        "Praktik på bageri, trivs bra",
        "Brevet kom i retur, ny adress i Rasbo",
    ],
)
def test_ordinary_notes_raise_nothing(text: str) -> None:
    assert WORDS.find(text) == ()


def test_each_word_is_told_once() -> None:
    assert len(WORDS.find("sjuk, sjuk och sjuk")) == 1


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text: str) -> None:
    for found in WORDS.find(text):
        assert found.word in text
