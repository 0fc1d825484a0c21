"""Identifying facts of protected people, sealed to the protected key: anybody can write, few can read."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import asdict

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from kaa_desktop.domain.errors import RegisterError
from kaa_desktop.domain.personal_number import PersonalNumber, PersonalNumberKind
from kaa_desktop.domain.young_people import PersonDetails

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without what is read as something else


def seal(details: PersonDetails, public: PublicKey) -> str:
    """The details as text that only the protected key opens."""
    return seal_text(json.dumps(asdict(details)), public)


def unseal(sealed: str, private: PrivateKey) -> PersonDetails:
    """The details again.

    Raises:
        RegisterError: `register.damaged` where the text was not sealed to this key.
    """
    data = json.loads(unseal_text(sealed, private))
    number = data.pop("number")
    kind = PersonalNumberKind(number["kind"])
    return PersonDetails(number=PersonalNumber(number["value"], kind), **data)


def seal_text(text: str, public: PublicKey) -> str:
    """Any text, sealed likewise."""
    return base64.b64encode(SealedBox(public).encrypt(text.encode())).decode()


def unseal_text(sealed: str, private: PrivateKey) -> str:
    """The text again.

    Raises:
        RegisterError: `register.damaged` where the text was not sealed to this key.
    """
    try:
        return SealedBox(private).decrypt(base64.b64decode(sealed)).decode()
    except (CryptoError, ValueError):
        raise RegisterError("register.damaged") from None


def new_case_number() -> str:
    """A name for somebody whose identity is hidden; chance, so that it tells nothing."""
    return "S-" + "".join(secrets.choice(_ALPHABET) for _ in range(6))
