"""How other systems write that personal data is protected."""

from __future__ import annotations

import re

from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.cells import Cell, text_of
from kaa_desktop.files.headers import bare

_MARK, _REGISTRATION = Protection.CONFIDENTIALITY_MARK, Protection.PROTECTED_REGISTRATION
_KNOWN = {
    "": Protection.NONE,
    "nej": Protection.NONE,
    "n": Protection.NONE,
    "no": Protection.NONE,
    "ingen": Protection.NONE,
    "inget": Protection.NONE,
    "none": Protection.NONE,
    "false": Protection.NONE,
    "sekretess": _MARK,
    "sekretessmarkering": _MARK,
    "sekretessmarkerad": _MARK,
    "confidentiality mark": _MARK,
    "confidentiality_mark": _MARK,
    "01003": _MARK,
    "1003": _MARK,  # a number cell has lost the zero
    "skyddad folkbokföring": _REGISTRATION,
    "protected population registration": _REGISTRATION,
    "protected_registration": _REGISTRATION,
    "kvarskrivning": _REGISTRATION,
    "01020": _REGISTRATION,
    "1020": _REGISTRATION,
    "fingerade personuppgifter": Protection.ASSUMED_IDENTITY,
    "assumed identity": Protection.ASSUMED_IDENTITY,
    "assumed_identity": Protection.ASSUMED_IDENTITY,
}
_WORDED = {
    **{bare(word): protection for word, protection in _KNOWN.items() if word},
    **dict.fromkeys(
        ("ingetskydd", "ingaskydd", "ejskyddad", "ejsekretess", "ingensekretess"), Protection.NONE
    ),
    **dict.fromkeys(("saknas", "ejaktuellt", "na", "falskt", "inga", "0", "00", "00000"), Protection.NONE),
    **dict.fromkeys(("sm", "sekr"), _MARK),
    **dict.fromkeys(("sf", "skyddadfbf"), _REGISTRATION),
}
_MARK_WORDED = re.compile(
    r"(?:0?1003)?sekretess(?:mark(?:ering|erade?|erat)?)?(?:uppgift(?:er)?)?(?:0?1003)?"
)
_REGISTRATION_WORDED = re.compile(
    r"(?:0?1020)?(?:skyddad(?:folkbokf(?:oring)?)|kvarskriv(?:ning|en))(?:0?1020)?"
)
_YES = frozenset(("ja", "j", "yes", "y", "true", "sant", "x", "1", "s"))
"""Marks that tell no kind; an s may stand for either word."""
REGISTRATION_HEADER = (
    r"skydd[a-z]{0,3}(?:folkbok|fb)|folkbok.*skydd|kvarskriv"
    r"|protected.*registration|registration.*protected"
)
"""What the bare letters of a header hold that names that kind."""
_OTHER_KINDS = re.compile(rf"skydd|protect|fingera|assumed|sfb|{REGISTRATION_HEADER}")
_SECRECY = re.compile(r"sekr|confiden|secre")
_CODES = frozenset(("01003", "01020"))
_NAMED = re.compile(
    r".*sekretessmark.*|skydda(?:d|de|t)(?:folkbok.*|fbf?|identitet|person.*)|kvarskriv(?:ning|en)"
    r"|fingerade?person.*|confidentialitymark.*|protected(?:population)?registration|assumedidentity"
)
_STRENGTH = (Protection.NONE, _MARK, _REGISTRATION, Protection.ASSUMED_IDENTITY)
_MAY_BE_REGISTRATION = re.compile(r"\b0?1020\b|skydd")


def _in_code_and_word(word: str) -> Protection | None:
    """A code beside its word, or a word in another form."""
    if _MARK_WORDED.fullmatch(word):
        return _MARK
    return _REGISTRATION if _REGISTRATION_WORDED.fullmatch(word) else None


def plain_yes_under(header: str) -> Protection:
    """What a plain yes says beneath a header.

    Only one that names secrecy and nothing else leaves no doubt; any other may mean that the home
    municipality is hidden, which protects more and lets somebody ask.
    """
    word = bare(header)
    return _MARK if _SECRECY.search(word) and not _OTHER_KINDS.search(word) else _REGISTRATION


def protection_of(cell: Cell, plain_yes: Protection = _REGISTRATION) -> tuple[Protection, bool]:
    """The protection, and whether the cell was understood.

    What is not understood protects: a person is never shown because somebody wrote something unexpected.
    Where it may mean that the home municipality is hidden, somebody is to ask which it is.

    Args:
        cell: of a column that marks protection.
        plain_yes: what a mark that names no kind stands for, by the header.
    """
    if cell == "":
        return Protection.NONE, True
    text = text_of(cell).casefold().strip("-–—").removesuffix(".0")
    word = bare(text)
    if word in _YES:
        return plain_yes, True
    known = _KNOWN.get(text)
    if known is None:
        known = _WORDED[word] if word in _WORDED else _in_code_and_word(word)
    if known is not None:
        return known, True
    return (_REGISTRATION if _MAY_BE_REGISTRATION.search(text) else plain_yes), False


def denies(cell: Cell) -> bool:
    """Whether the cell says no in so many words; an empty one says nothing."""
    return cell != "" and bool(bare(text_of(cell))) and protection_of(cell) == (Protection.NONE, True)


def stronger(one: Protection, other: Protection) -> Protection:
    """The one that hides more."""
    return max(one, other, key=_STRENGTH.index)


def tells_protection(cell: Cell) -> bool:
    """Whether the cell names a mark, in a code or a word that means nothing else."""
    word = bare(text_of(cell))
    return word in _CODES or bool(_NAMED.fullmatch(word))
