"""The technical log: what happened and where in the program, never with whom."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from types import TracebackType

_PACKAGE = "kaa_desktop"
_BYTES = 500_000
_FILES = 3
_log = logging.getLogger(__name__)


class CodeOnlyFormatter(logging.Formatter):
    """Writes of an exception its type and places; its message may quote what somebody typed."""

    def formatException(  # noqa: N802 - the standard library's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Type and frames."""
        kind, _, place = ei
        frames = "".join(traceback.format_tb(place))
        return f"{frames}{kind.__name__ if kind else ''}"


def start_log(folder: Path | None = None) -> Path:
    """Begin to write the product's own log lines to a file that never grows large; returns its path.

    Other libraries' lines are left out, since nobody here decides what stands in them.
    """
    from logging.handlers import RotatingFileHandler

    from platformdirs import user_log_dir

    place = folder or Path(user_log_dir(f"{_PACKAGE.replace('_', '-')}", appauthor=False))
    path = place / "technical.log"
    handler: logging.Handler
    try:
        place.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(CodeOnlyFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    product = logging.getLogger(_PACKAGE)
    product.setLevel(logging.INFO)
    product.propagate = False
    product.addHandler(handler)
    return path


def log_unexpected(kind: type[BaseException], place: TracebackType | None) -> None:
    """Note a bug of our own by its type and place."""
    _log.error("unexpected %s\n%s", kind.__name__, "".join(traceback.format_tb(place)))
