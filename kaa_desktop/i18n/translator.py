"""The translator: texts from the catalogues, dates and numbers after the language's customs.

Babel is imported with the first date or number; the first window waits for none.
"""

from __future__ import annotations

import gettext
import logging
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kaa_desktop.i18n.catalogue import Catalogue

if TYPE_CHECKING:
    import datetime as dt

LANGUAGES = ("sv", "en")
_LOCALES = {"sv": "sv_SE", "en": "en_GB"}
_log = logging.getLogger(__name__)


class Translator(NamedTuple):
    """Speaks one language.

    Attributes:
        language: `sv` or `en`.
        locale: the customs of dates and numbers, as Babel names them.
        gettext: translates a msgid; classes keep it as `_` so that extraction finds the calls.
        ngettext: translates singular or plural by a number.
    """

    language: str
    locale: str
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]

    def date(self, day: dt.date | None) -> str:
        """A day in figures (2026-09-30 in Swedish), empty for none."""
        if day is None:
            return ""
        if self.language == "sv":
            return day.isoformat()
        return _formatted_day(day, self.locale)

    def long_date(self, day: dt.date) -> str:
        """A day in words, e.g. 30 september 2026."""
        from babel.dates import format_date

        return format_date(day, "long", locale=self.locale)

    def time(self, moment: dt.datetime) -> str:
        """A moment in local time with minutes."""
        from babel.dates import format_datetime

        local = moment.astimezone()
        pattern = "y-MM-dd HH:mm" if self.language == "sv" else "d MMM y, HH:mm"
        return format_datetime(local.replace(tzinfo=None), pattern, locale=self.locale)

    def number(self, value: float, *, decimals: int = 0) -> str:
        """A number with the language's separators."""
        return _formatted_number(value, decimals, self.locale)

    def percent(self, share: float | None) -> str:
        """A share between 0 and 1 as whole per cent; a dash where there is none."""
        if share is None:
            return "–"
        from babel.numbers import format_percent

        return format_percent(share, locale=self.locale)


@lru_cache(maxsize=2000)
def _formatted_day(day: dt.date, locale: str) -> str:
    """The same days stand in every list, and to write one takes as long as to draw it."""
    return f"{day.day} {_short_months(locale)[day.month]} {day.year}"


@lru_cache(maxsize=len(LANGUAGES))
def _short_months(locale: str) -> Mapping[int, str]:
    """As Babel writes `MMM`; to write a whole day it takes fifteen times as long."""
    from babel.dates import get_month_names

    return dict(get_month_names("abbreviated", locale=locale))


@lru_cache(maxsize=2000)
def _formatted_number(value: float, decimals: int, locale: str) -> str:
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=locale)


def load_translator(language: str, folder: Path) -> Translator:
    """The translator for `sv` or `en`.

    Reads `folder/LANGUAGE/LC_MESSAGES/kaa.mo`, compiled first from `kaa.po` where that is newer.
    """
    catalogue = _read_catalogue(folder / language / "LC_MESSAGES")
    return Translator(language, _LOCALES[language], catalogue.gettext, catalogue.ngettext)


def _read_catalogue(folder: Path) -> Catalogue | gettext.NullTranslations:
    compiled, source = folder / "kaa.mo", folder / "kaa.po"
    if source.exists() and (not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime):
        compiled = _compile(source, compiled)
    if not compiled.exists():
        return gettext.NullTranslations()
    return Catalogue(compiled.read_bytes())


def _compile(source: Path, compiled: Path) -> Path:
    """Compile beside the source; a folder that cannot be written keeps the older catalogue."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=source.parent.parent.name)
    temporary = compiled.with_suffix(".tmp")
    try:
        with temporary.open("wb") as out:
            write_mo(out, catalogue)
        temporary.replace(compiled)
    except OSError:
        _log.warning("translations could not be compiled", exc_info=True)
    return compiled
