"""Translations, dates, numbers and plurals in the user's language, through gettext and Babel."""

from __future__ import annotations

from kaa_desktop.i18n.translator import LANGUAGES, Translator, load_translator

__all__ = ["LANGUAGES", "Translator", "load_translator"]
