"""Where the shipped resources and translations are, installed or in a source tree."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """The folder that holds `resources/` and `translations/`."""
    installed = _PACKAGE / "_data"
    return installed if installed.is_dir() else _PACKAGE.parent


def resource(*parts: str) -> Path:
    """A file or folder below `resources/`."""
    return data_folder().joinpath("resources", *parts)


def translations_folder() -> Path:
    """The folder with one catalogue folder per language."""
    return data_folder() / "translations"


def code_list_documents() -> tuple[str, ...]:
    """The JSON texts of the shipped code lists."""
    return tuple(path.read_text("utf-8") for path in sorted(resource("codes").glob("*.json")))


def delivery_profile_documents() -> tuple[str, ...]:
    """The JSON texts of the shipped delivery profiles."""
    return tuple(path.read_text("utf-8") for path in sorted(resource("delivery").glob("*.json")))


def letter_documents() -> tuple[str, ...]:
    """The JSON texts of the shipped letters, one for each version, oldest first."""
    return tuple(path.read_text("utf-8") for path in sorted(resource("codes", "letters").glob("*.json")))
