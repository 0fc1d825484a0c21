"""Free text is short and holds no sensitive personal data (förordning 2006:39, 5 §)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class SensitiveKind(StrEnum):
    """What a word points to; none of it may stand in the register."""

    HEALTH = "health"
    ORIGIN = "origin"
    RELIGION = "religion"
    POLITICS = "politics"
    SEXUALITY = "sexuality"
    CRIME = "crime"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class SensitiveWord:
    """A word in a text, as it was written, and what it points to."""

    word: str
    kind: SensitiveKind


@dataclass(frozen=True, slots=True)
class SensitiveWords:
    """The words to look for: a pointer for the writer, never a refusal, since words have several meanings."""

    kinds: Mapping[str, SensitiveKind]
    pattern: re.Pattern[str]

    def find(self, text: str) -> tuple[SensitiveWord, ...]:
        """Each such word once, in the order of the text; endings such as -en and -s count as the word."""
        found: dict[str, SensitiveWord] = {}
        for match in self.pattern.finditer(text):
            root = match["root"].casefold()
            found.setdefault(root, SensitiveWord(match[0], self.kinds[root]))
        return tuple(found.values())


def parse_sensitive_words(document: str) -> SensitiveWords:
    """Build the list from the JSON text of `resources/sensitive_words.json`."""
    data: dict[str, list[str]] = json.loads(document)
    kinds = {word.casefold(): SensitiveKind(kind) for kind, words in data.items() for word in words}
    longest_first = sorted(kinds, key=len, reverse=True)
    roots = "|".join(map(re.escape, longest_first))
    endings = "(?:s|en|et|n|t|er|ar|or|erna|arna|na|ens|ets)?"
    return SensitiveWords(kinds, re.compile(rf"\b(?P<root>{roots}){endings}\b", re.IGNORECASE))
