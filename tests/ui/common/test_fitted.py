from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kaa_desktop.ui.common.fitted import FittedLabel, FittedWidget
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, ToneBadge, label
from tests.ui.drivers.base import Driver

LONG = "Det här är en text som är så lång att den inte får rum på en enda rad i ett smalt fönster."


class Part(FittedWidget):
    """A part of a page with one text."""

    def __init__(self, text: QLabel) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(text)


@pytest.fixture
def page(qtbot: QtBot, icons: Icons) -> Iterator[QWidget]:
    """A page that scrolls, in its theme."""
    assert icons is not None
    scroll = QScrollArea()
    qtbot.addWidget(scroll)
    inside = QWidget()
    QVBoxLayout(inside)
    scroll.setWidget(inside)
    scroll.setWidgetResizable(True)
    scroll.resize(400, 300)
    yield inside
    scroll.close()


def show(page: QWidget, *parts: QWidget) -> None:
    layout = page.layout()
    assert isinstance(layout, QVBoxLayout)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch()
    page.window().show()
    settle()


def settle() -> None:
    for _level in range(4):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


@pytest.mark.parametrize("make", [FittedLabel, partial(label, wrap=True)], ids=["fitted label", "label"])
def test_a_part_is_as_high_as_its_text_at_any_width(page: QWidget, make: Callable[[str], QLabel]) -> None:
    text = make(LONG)
    part = Part(text)
    show(page, part)
    for width in (400, 260, 520):
        page.window().resize(width, 300)
        settle()
        assert part.height() == label(LONG, wrap=True).heightForWidth(text.width()) == text.height()


def test_another_text_makes_room_for_itself(page: QWidget) -> None:
    text, below = FittedLabel("Kort."), label("Nedanför")
    show(page, Part(text), below)
    before = below.y()
    text.setText(LONG)
    settle()
    assert below.y() > before
    text.setText("Kort.")
    settle()
    assert below.y() == before


def test_a_larger_font_makes_room_for_itself(page: QWidget) -> None:
    text = FittedLabel(LONG)
    part = Part(text)
    show(page, part)
    before = part.height()
    text.setStyleSheet("font-size: 30px;")
    settle()
    assert part.height() == text.height() > before


def test_what_is_shown_later_makes_room_for_itself(page: QWidget) -> None:
    part = Part(FittedLabel(LONG))
    layout = part.layout()
    assert layout is not None
    more = label("Mer", TextRole.HEADING)
    layout.addWidget(more)
    more.hide()
    show(page, part)
    before = part.height()
    more.show()
    settle()
    assert part.height() >= before + more.height()
    assert more.font() != QFont()


def test_a_text_without_markup(page: QWidget, qtbot: QtBot) -> None:
    show(page, Part(FittedLabel("<b>Noor</b>")))
    assert Driver(page.window(), qtbot).shows("<b>Noor</b>")


def test_a_badge_says_one_state_at_a_time(page: QWidget, qtbot: QtBot) -> None:
    shown = ToneBadge()
    show(page, shown)
    driver = Driver(page.window(), qtbot)
    for text, tone in (("Nådd", Tone.SUCCESS), ("Avböjt", Tone.WARNING), ("Försökt", Tone.SUCCESS)):
        shown.show_state(text, tone)
        assert driver.visible_texts() == [text]


def test_a_part_that_was_measured_while_hidden_is_laid_out_for_the_height_it_has(qtbot: QtBot) -> None:
    text = label(LONG, wrap=True)
    part, inside, scroll, stack = Part(text), QWidget(), QScrollArea(), QStackedWidget()
    qtbot.addWidget(stack)
    rows = QVBoxLayout(inside)
    rows.addWidget(part)
    rows.addStretch()
    scroll.setWidget(inside)
    scroll.setWidgetResizable(True)
    for page in (QWidget(), scroll):
        stack.addWidget(page)
    stack.resize(200, 300)
    stack.show()
    stack.grab()  # measures what is hidden as well
    stack.resize(520, 300)
    stack.setCurrentIndex(1)
    settle()
    assert part.height() == text.height() == label(LONG, wrap=True).heightForWidth(text.width())
