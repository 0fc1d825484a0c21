"""How names sound in Sweden: Kjell is Shell, Jusuf is Yousef, Kristoffer is Christopher.

A key holds the consonants that are heard and the colour of the first vowel; later vowels, silent letters and
doubled ones do not count. Where a spelling is said in several ways (Somali x, Turkish c, k before a soft
vowel), the word has a key for each. The keys stand in the search index of every register: whoever changes how
they are made adds a schema step that makes them again.
"""

from __future__ import annotations

import re
import unicodedata

_MOST_KEYS = 8
_WORDS = re.compile(r"[^\W\d_]+").findall
_SWEDISH = str.maketrans({"å": "1", "ä": "2", "æ": "2", "ö": "3", "ø": "3", "ü": "4"})  # out of NFD's reach
_BACK = str.maketrans("1234", "åäöü")
_BARE = str.maketrans(
    {"ş": "sh", "š": "sh", "č": "sh", "ç": "sh", "ć": "sh", "ž": "sh", "ğ": "", "ı": "i", "ł": "l"}
    | {"đ": "dj", "ð": "d", "þ": "t", "ß": "ss", "’": ""}
)

_VOWEL = "aeiouyåäö"
_SOFT = "eiyäö"

_SPOKEN_IN_WAYS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), ways)
    for pattern, ways in (
        (r"^c(?=e[mnry]|an)", ("c", "j")),  # Turkish Cem
        (r"^c(?=a[abwx]|al[ai]|u[ms]|i[is])", ("c", "")),  # Somali Cabdi
        (r"^x", ("s", "h")),  # Xerxes, Somali Xasan
        (rf"(?<=^m)[ao](?=[hx][{_VOWEL}])", ("a", "o")),  # Mahamed, Mohamed
        (r"(?<=a)x(?=[aum])|(?<=^mo)x(?=a)", ("ks", "h")),  # Somali Axmed
        (rf"^ch(?=[{_VOWEL}])", ("sh", "k")),  # Charlotte, Chalid
        (rf"(?<=[{_VOWEL}])ch(?=[{_VOWEL}])", ("k", "sh")),  # Michael, Michelle
        (rf"^k(?=[{_SOFT}])", ("k", "sh")),  # Kevin, Källström
        (rf"^g(?=[{_SOFT}])", ("g", "j")),  # Gisela, Göran
        (r"ü", ("y", "u")),  # Müller, Turkish Hüseyin
        (r"aa", ("a", "o")),  # Maalin, Aagaard
    )
)

_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^aye", "ai"),
        (rf"(?<=[{_VOWEL}])[jy]i", "i"),
        (r"tsch|stj|skj|sch|tch|sj|sh|tj|kj|cz|sz", "X"),
        (rf"^sk(?=[{_SOFT}])", "X"),
        (r"^[hlgd]j|[gd]j", "j"),
        (r"^hv", "v"),
        (rf"q[uv](?=[{_VOWEL}])", "kv"),
        (r"ck|c(?=h)", "k"),
        (r"ph", "f"),
        (r"(?<=.)h", ""),
        (rf"c(?=[{_SOFT}])|z", "s"),
        (r"[cq]", "k"),
        (r"x", "ks"),
        (r"(?<=.)[vw]|(?<=.)f+v", "f"),
        (r"w", "v"),
        (rf"^y(?=[{_VOWEL}])|(?<=[{_VOWEL}])[ijy](?=[{_VOWEL}])", "j"),
        (rf"(?<=[{_VOWEL}])j(?![{_VOWEL}])", "y"),
        (r"(?<=.)d", "t"),
        (r"(?<=.)b", "p"),
    )
)
_FIRST_VOWELS = re.compile(rf"[{_VOWEL}]+")
_REPEATED = re.compile(r"(.)\1+")


def sounds(word: str) -> tuple[str, ...]:
    """The keys of one word, the likeliest first; none where it has no letters."""
    spelled = _plain(word)
    ways = dict.fromkeys((spelled,)) if spelled else {}
    for pattern, said in _SPOKEN_IN_WAYS:
        if pattern.search(spelled):
            ways = dict.fromkeys(pattern.sub(one, way, count=1) for way in ways for one in said)
    keys = dict.fromkeys(_key(way) for way in ways)
    return tuple(key for key in keys if key)[:_MOST_KEYS]


def sound_index(name: str) -> str:
    """All keys of a name, as a search index takes them."""
    words = _WORDS(unicodedata.normalize("NFC", name))
    return " ".join(dict.fromkeys(key for word in words for key in sounds(word)))


def spelled_alike(one: str, other: str) -> float:
    """How much of two spellings is the same, from 0 to 1; orders names that sound the same."""
    first, second = _pairs(one), _pairs(other)
    return 2 * len(first & second) / (len(first) + len(second))


def _pairs(word: str) -> set[str]:
    """Letters with the one before, so that beginnings count."""
    return {before + letter for before, letter in zip(f" {word}", f"{word} ", strict=True)}


def _plain(word: str) -> str:
    """Lower case, without accents other than the Swedish ones."""
    lowered = unicodedata.normalize("NFC", word.casefold())
    if lowered.isascii():
        return lowered
    bare = unicodedata.normalize("NFD", lowered.translate(_BARE).translate(_SWEDISH))
    return "".join(c for c in bare if not unicodedata.combining(c)).translate(_BACK)


def _key(spelled: str) -> str:
    heard = _REPEATED.sub(r"\1", spelled)
    for pattern, sound in _SOUNDS:
        heard = pattern.sub(sound, heard)
    first = _FIRST_VOWELS.search(heard)
    if first is None:
        return _REPEATED.sub(r"\1", heard).upper()
    begun = f"{heard[: first.start()]}{_colour(first.group())}"
    return _REPEATED.sub(r"\1", begun + _FIRST_VOWELS.sub("", heard[first.end() :])).upper()


def _colour(vowels: str) -> str:
    """One of three: Yousef and Jusuf share theirs, and so do Laila and Leyla."""
    if vowels[0] == "a":
        return "E" if vowels[1:2] in {"i", "y", "e"} else "A"
    return "E" if vowels[0] in "eiyä" else "O"
