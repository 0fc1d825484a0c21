"""One key for each value of a list, shown beside it, so that a choice is one keystroke."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase, digits


def access_keys(labels: Sequence[str]) -> tuple[str, ...]:
    """A different key for each label: its first letter where free, else of a later word, else any in it.

    First letters are given out first, in the order of the list, so that common values keep theirs.
    """
    keys = [""] * len(labels)
    free = dict.fromkeys(ascii_lowercase + digits)
    for wanted in (_first_letter, _letters_of_words, _all_letters):
        for place, text in enumerate(labels):
            if not keys[place]:
                keys[place] = next((letter for letter in wanted(text) if letter in free), "")
                free.pop(keys[place], None)
    return tuple(key or free.popitem()[0] for key in keys)


def _first_letter(text: str) -> str:
    return text[:1].lower()


def _letters_of_words(text: str) -> str:
    return "".join(word[:1] for word in text.lower().split())


def _all_letters(text: str) -> str:
    return text.lower()
