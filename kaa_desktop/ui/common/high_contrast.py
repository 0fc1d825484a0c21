"""Colours taken from the system's palette, for users who have asked for high contrast."""

from __future__ import annotations

from PySide6.QtGui import QPalette

from kaa_desktop.ui.common.tokens import Colours, ToneColours

_MIDDLE = 128


def high_contrast_colours(palette: QPalette) -> Colours:
    """The tokens in the system's own few colours; nothing is added to what the user has chosen."""
    role = QPalette.ColorRole
    window = palette.color(role.Base).name()
    text = palette.color(role.Text).name()
    accent, accent_text = palette.color(role.Highlight).name(), palette.color(role.HighlightedText).name()
    plain = ToneColours(text, window, text)
    return Colours(
        dark=palette.color(role.Base).lightness() < _MIDDLE,
        window=window,
        surface=window,
        sunken=window,
        edge=text,
        control=text,
        text=text,
        muted=text,
        disabled=palette.color(QPalette.ColorGroup.Disabled, role.Text).name(),
        accent=accent,
        accent_hover=accent,
        accent_pressed=accent,
        accent_text=accent_text,
        soft=accent,
        soft_text=accent_text,
        focus=accent,
        neutral=plain,
        info=plain,
        success=plain,
        warning=plain,
        danger=plain,
        danger_fill=accent,
        danger_hover=accent,
        danger_text=accent_text,
    )
