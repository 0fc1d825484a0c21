"""Trouble of the environment, told apart from our own bugs: locked, full, damaged, read-only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from kaa_desktop.domain.errors import RegisterError

_CODES = {
    "SQLITE_BUSY": "register.locked",
    "SQLITE_LOCKED": "register.locked",
    "SQLITE_FULL": "register.disk_full",
    "SQLITE_READONLY": "register.read_only",
    "SQLITE_CANTOPEN": "register.read_only",
    "SQLITE_NOTADB": "register.damaged",
    "SQLITE_CORRUPT": "register.damaged",
    "SQLITE_IOERR": "register.disk_trouble",
}
_MESSAGES = {
    "locked": "register.locked",
    "is full": "register.disk_full",
    "readonly": "register.read_only",
    "unable to open": "register.read_only",
    "not a database": "register.damaged",
    "malformed": "register.damaged",
    "disk i/o": "register.disk_trouble",
}


@contextmanager
def explained() -> Iterator[None]:
    """Turn trouble of the environment into `RegisterError`; anything else is a bug and passes."""
    try:
        yield
    except DBAPIError as error:
        code = _code(error.orig)
        if code is None:
            raise
        raise RegisterError(code) from error
    except Exception as error:
        code = _code(error) if type(error).__module__.startswith("sqlcipher3") else None
        if code is None:
            raise
        raise RegisterError(code) from error


def _code(error: BaseException | None) -> str | None:
    name = str(getattr(error, "sqlite_errorname", ""))
    for prefix, code in _CODES.items():
        if name.startswith(prefix):
            return code
    message = str(error).lower()
    return next((code for part, code in _MESSAGES.items() if part in message), None)
