"""How other systems write that personal data is protected."""

from __future__ import annotations

import re

from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.cells import Cell, text_of

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
    "ja": _MARK,
    "j": _MARK,
    "yes": _MARK,
    "y": _MARK,
    "s": _MARK,
    "true": _MARK,
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
_STRENGTH = (Protection.NONE, _MARK, _REGISTRATION, Protection.ASSUMED_IDENTITY)
_REGISTRATION_CODE = re.compile(r"\b0?1020\b|skyddad folkbok")


def protection_of(cell: Cell) -> tuple[Protection, bool]:
    """The protection, and whether the cell was understood.

    What is not understood protects: a person is never shown because somebody wrote something unexpected.
    """
    if cell == "":
        return Protection.NONE, True
    text = text_of(cell).casefold()
    known = _KNOWN.get(text)
    if known is not None:
        return known, True
    return (_REGISTRATION if _REGISTRATION_CODE.search(text) else _MARK), False


def stronger(one: Protection, other: Protection) -> Protection:
    """The one that hides more."""
    return max(one, other, key=_STRENGTH.index)
