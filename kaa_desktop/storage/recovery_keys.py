"""The text of a recovery key, and the key that it is typed for."""

from __future__ import annotations

import base64
import secrets

from nacl.hash import blake2b
from nacl.secret import Aead

_BYTES = 20


def new_recovery_key() -> str:
    """Eight groups of four characters, never the same twice."""
    text = base64.b32encode(secrets.token_bytes(_BYTES)).decode()
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def recovery_key_bytes(text: str) -> bytes:
    """The key of a recovery key, however it is typed."""
    plain = "".join(text.split()).replace("-", "").upper()
    digest: bytes = blake2b(plain.encode(), digest_size=Aead.KEY_SIZE, person=b"kaa recovery")
    return bytes.fromhex(digest.decode())
