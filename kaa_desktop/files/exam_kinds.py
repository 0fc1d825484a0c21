"""How other systems write the results of education."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from kaa_desktop.domain.target_group import ExamKind
from kaa_desktop.files.cells import Cell
from kaa_desktop.files.headers import bare
from kaa_desktop.files.kind_words import kind_word, kind_words
from kaa_desktop.files.source_files import UnusableRowError

YES = frozenset(("ja", "j", "yes", "y", "x", "1", "sant", "true"))
NOTHING_REACHED = frozenset(
    ("", "nej", "n", "no", "0", "falskt", "false", "saknas", "ejuppnatt", "ejuppnadd")
)

_WORDS: Mapping[ExamKind, tuple[str, ...]] = MappingProxyType(
    {
        ExamKind.DIPLOMA: (
            *("Gymnasieexamen", "Examen", "Examensbevis", "Yrkesexamen", "Högskoleförberedande examen"),
            *("Gymnasieexamen, yrkesexamen", "Gymnasieexamen (yrkes)", "Gymnasieexamen yrkesprogram"),
            *("Gymnasieexamen, högskoleförberedande examen", "Gymnasieexamen (högskoleförberedande)"),
            *("Gymnasieexamen högskoleförberedande program", "Gymnasieexamen, högskoleförberedande"),
            *("Gymnasieexamen från komvux", "Gymnasieexamen komvux", "Gymnasieexamen inom komvux"),
            *(
                "Examensbevis från komvux",
                "Gymnasieexamen från gymnasieskolan",
                "Gymnasieexamen eller motsvarande",
            ),
            *("Upper secondary diploma", "diploma"),
        ),
        ExamKind.ADAPTED_CERTIFICATE: (
            *("Gymnasiebevis", "Gymnasiesärskolebevis", "Gymnasiebevis från anpassad gymnasieskola"),
            *("Gymnasiebevis anpassad gymnasieskola", "Gymnasiebevis (anpassad gymnasieskola)"),
            *("Gymnasiebevis från gymnasiesärskola", "Gymnasiebevis från gymnasiesärskolan"),
            *("Gymnasiebevis gymnasiesärskola", "Adapted certificate"),
        ),
        ExamKind.EQUIVALENT: (
            *("IB-examen", "IB", "IB Diploma", "IB Diploma Programme", "International Baccalaureate"),
            *("International Baccalaureate Diploma", "European Baccalaureate", "Motsvarande utbildning"),
            *("Motsvarande", "Motsvarande utbildning med godkänt resultat", "Utländsk gymnasieexamen"),
            *("Likvärdig utbildning", "Equivalent"),
        ),
        ExamKind.STUDY_CERTIFICATE: ("Study certificate", "Stud.bevis"),
    }
)
_KINDS = MappingProxyType({bare(word): kind for kind, words in _WORDS.items() for word in words})
_STUDY_CERTIFICATE = "studiebevis"
_DIPLOMA = frozenset(("gymnasieexamen", "yrkesexamen", "gymnexamen", "examen", "examensbevis"))
_BESIDE_DIPLOMA = frozenset(
    (
        *(
            "gymnasial",
            "yrkes",
            "yrkesprogram",
            "hogskoleforberedande",
            "hogskoleforb",
            "studieforberedande",
            "nationellt",
            "program",
            "programmet",
            "fran",
            "inom",
        ),
        *(
            "komvux",
            "gymnasieskola",
            "gymnasieskolan",
            "pa",
            "ge",
            "ye",
            "he",
            "hf",
            "hfe",
            "p",
            "poang",
            "2500",
        ),
        *("2", "500", "gy", "utokad", "utokat", "godkand"),
    )
)
_PROGRAMME = re.compile(r"(?!introduktions)[a-z]+programmet")
_ADAPTED = frozenset(("gymnasiebevis", "gymnasiesarskolebevis"))
_BESIDE_ADAPTED = frozenset(
    (
        *("anpassad", "gymnasieskola", "gymnasieskolan", "gymnasiesarskola", "gymnasiesarskolan", "fran"),
        *("nationellt", "nationella", "individuellt", "individuella", "program", "programmet"),
    )
)
_INTERNATIONAL = frozenset(("ib", "baccalaureate"))
_BESIDE_INTERNATIONAL = frozenset(
    ("international", "diplom", "diploma", "programme", "program", "programmet", "examen")
)
_IN_WORDS = (
    (ExamKind.DIPLOMA, _DIPLOMA, _BESIDE_DIPLOMA),
    (ExamKind.ADAPTED_CERTIFICATE, _ADAPTED, _BESIDE_ADAPTED),
    (ExamKind.EQUIVALENT, _INTERNATIONAL, _BESIDE_INTERNATIONAL),
)


def exam_kind_of(cell: Cell) -> ExamKind:
    """What somebody has reached, never guessed from part of a text: an exam ends the responsibility.

    Raises:
        UnusableRowError: the cell is empty or says something else.
    """
    word = kind_word(cell)
    if word.startswith(_STUDY_CERTIFICATE):  # ends nothing, whatever follows
        return ExamKind.STUDY_CERTIFICATE
    known = _KINDS.get(word) or _of_known_words(set(kind_words(cell)))
    if known is None:
        raise UnusableRowError("kind", "exam.unknown_kind", cell)
    return known


def _of_known_words(words: set[str]) -> ExamKind | None:
    """What is said by nothing but words that say it or go with it; a "not" or "lacks" is no such word."""
    if not words & _DIPLOMA and any(_STUDY_CERTIFICATE in word for word in words):
        return ExamKind.STUDY_CERTIFICATE
    words = {word for word in words if not _PROGRAMME.fullmatch(word)} or words
    for kind, those, beside in _IN_WORDS:
        if words & those and words <= those | beside:
            return kind
    return None
