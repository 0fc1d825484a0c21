from __future__ import annotations

import gc
import weakref
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from kaa_desktop.ui.common.soon import soon


class Register:
    """Something that must not stay in memory."""


def test_it_is_done_once(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    soon(owner, lambda: done.append("first"))
    soon(owner, lambda: done.append("second"))
    assert done == []
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["first", "second"]


@pytest.mark.usefixtures("qapp")
def test_what_it_knows_goes_with_its_owner() -> None:
    owner, register = QObject(), Register()
    known = weakref.ref(register)
    soon(owner, partial(repr, register))
    delete(owner)
    del register
    gc.collect()
    assert known() is None
