"""Puts a password around a finished PDF: AES-256, which every current reader opens."""

from __future__ import annotations

import io

import pikepdf


def encrypted_pdf(pdf: bytes, password: str) -> bytes:
    """The same document, readable with the password only; whoever has it may also copy and print."""
    # Revision 6 of the standard security handler is the one with AES-256 (ISO 32000-2).
    rules = pikepdf.Encryption(user=password, owner=password, R=6, aes=True, metadata=True)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out, encryption=rules, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()
