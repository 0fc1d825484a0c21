from __future__ import annotations

from itertools import chain

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kaa_desktop.ui.common.high_contrast import high_contrast_colours
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.theme import Scheme, Theme
from kaa_desktop.ui.common.tokens import DARK, LIGHT, Colours, Tone
from tests.ui.contrast import GRAPHIC, TEXT, contrast


def text_pairs(c: Colours) -> list[tuple[str, str]]:
    grounds = (c.window, c.surface, c.sunken)
    inks = (c.text, c.muted, c.accent, c.danger.text, c.warning.text)
    tones = [(c.tone(tone).text, c.tone(tone).fill) for tone in Tone]
    fills = [(c.accent_text, fill) for fill in (c.accent, c.accent_hover, c.accent_pressed)]
    fills += [(c.danger_text, c.danger_fill), (c.danger_text, c.danger_hover)]
    fills += [(c.soft_text, c.soft), (c.accent, c.soft), (c.surface, c.text)]
    return [*((ink, ground) for ink in inks for ground in grounds), *tones, *fills]


def graphic_pairs(c: Colours) -> list[tuple[str, str]]:
    grounds = (c.window, c.surface)
    pairs = [(ink, ground) for ink in (c.control, c.focus, c.accent, c.danger_fill) for ground in grounds]
    return [*pairs, *chart_pairs(c)]


def chart_pairs(c: Colours) -> list[tuple[str, str]]:
    """Bars on their ground, the outlines of the pale ones, and the hatching inside."""
    bars = [(c.accent, c.sunken), (c.warning.text, c.sunken), (c.muted, c.surface), (c.text, c.surface)]
    return [*bars, (c.warning.text, c.surface), (c.warning.text, c.warning.fill), (c.muted, c.neutral.fill)]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_of_colours_can_be_read(colours: Colours) -> None:
    weak = [
        (ink, ground, round(contrast(ink, ground), 2))
        for (ink, ground), least in chain(
            ((pair, TEXT) for pair in text_pairs(colours)),
            ((pair, GRAPHIC) for pair in graphic_pairs(colours)),
        )
        if contrast(ink, ground) < least
    ]
    assert weak == []


def test_high_contrast_adds_no_colour_of_its_own() -> None:
    palette = QPalette(QColor("#000000"))
    palette.setColor(QPalette.ColorRole.Base, QColor("#000000"))
    palette.setColor(QPalette.ColorRole.Text, QColor("#ffff00"))
    colours = high_contrast_colours(palette)
    assert colours.dark
    assert (colours.window, colours.text, colours.muted, colours.control) == (
        "#000000",
        "#ffff00",
        "#ffff00",
        "#ffff00",
    )


def test_the_theme_changes_live_and_icons_follow(
    theme: Theme, icons: Icons, qtbot: QtBot, qapp: QApplication
) -> None:
    button = QPushButton("Save")
    qtbot.addWidget(button)
    icons.set(button, "check")
    before = button.icon().cacheKey()
    with qtbot.waitSignal(theme.changed):
        theme.set_scheme(Scheme.DARK)
    try:
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
        assert button.icon().cacheKey() != before
    finally:
        theme.set_scheme(Scheme.LIGHT)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.window


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])
def test_icons_have_a_pixel_for_every_pixel_of_the_screen(icons: Icons, scale: float) -> None:
    pixmap = icons.pixmap("phone", "accent", 20, scale)
    assert pixmap.width() == 20 * scale
    assert pixmap.deviceIndependentSize().width() == 20
    image = pixmap.toImage()
    seen = {image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())}
    assert {0, 255} <= seen
