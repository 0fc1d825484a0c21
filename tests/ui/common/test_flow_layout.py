from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QSpacerItem, QWidget
from pytestqt.qtbot import QtBot

from kaa_desktop.ui.common.flow_layout import FlowLayout


def rigid() -> QWidget:
    box = QFrame()
    box.setFixedSize(100, 20)
    return box


def field() -> QWidget:
    """Can do with 40, and asks for 120 under any style."""
    made = QWidget()
    asks = QHBoxLayout(made)
    asks.setContentsMargins(0, 0, 0, 0)
    asks.addItem(QSpacerItem(120, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed))
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setMinimumWidth(40)
    return made


def places(qtbot: QtBot, width: int, *boxes: QWidget) -> list[tuple[int, int, int]]:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, gap=10, line_gap=5)
    for box in boxes:
        flow.addWidget(box)
    holder.resize(width, flow.heightForWidth(width))
    flow.activate()
    return [(box.x(), box.y(), box.width()) for box in boxes]


def test_the_next_line_begins_where_the_room_ends(qtbot: QtBot) -> None:
    assert places(qtbot, 215, rigid(), rigid(), rigid()) == [(0, 0, 100), (110, 0, 100), (0, 25, 100)]


def test_what_gives_way_fills_the_line_that_it_ends(qtbot: QtBot) -> None:
    assert places(qtbot, 165, rigid(), field(), rigid()) == [(0, 0, 100), (110, 0, 55), (0, 25, 100)]


def test_what_has_no_room_even_so_begins_the_next_line_as_wide_as_it_asks(qtbot: QtBot) -> None:
    assert places(qtbot, 145, rigid(), field())[1] == (0, 25, 120)
