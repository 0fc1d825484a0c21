"""Warns a writer of words that point to data which may not stand in the register."""

from __future__ import annotations

from collections.abc import Callable

from kaa_desktop.domain.free_text import SensitiveKind, parse_sensitive_words
from kaa_desktop.i18n import Translator
from kaa_desktop.system.assets import resource


def sensitive_warning(translator: Translator) -> Callable[[str], str]:
    """A function that gives the warning for a text, or nothing."""
    _ = translator.gettext
    words = parse_sensitive_words(resource("sensitive_words.json").read_text("utf-8"))
    kinds = {
        SensitiveKind.HEALTH: _("health"),
        SensitiveKind.ORIGIN: _("origin"),
        SensitiveKind.RELIGION: _("religion"),
        SensitiveKind.POLITICS: _("political opinion or trade union"),
        SensitiveKind.SEXUALITY: _("sexual life"),
        SensitiveKind.CRIME: _("crime"),
        SensitiveKind.FAMILY: _("family matters"),
    }

    def warn(text: str) -> str:
        found = words.find(text)
        if not found:
            return ""
        listed = ", ".join(f"“{word.word}” ({kinds[word.kind]})" for word in found)
        return _("May not stand in the register: {words}. Write what was agreed instead.").format(
            words=listed
        )

    return warn
