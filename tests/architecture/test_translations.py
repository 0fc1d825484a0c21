"""Every text is there in both languages, and no text reaches the window untranslated."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.architecture.sources import ROOT, product, spoken_name

SHOWN = {
    "QAction", "QCheckBox", "QCommandLinkButton", "QDockWidget", "QGroupBox", "QLabel", "QMenu",
    "QPushButton", "QRadioButton", "addAction", "addMenu", "addRow", "addTab",
    "setAccessibleDescription", "setAccessibleName", "setInformativeText", "setLabelText",
    "setPlaceholderText", "setStatusTip", "setText", "setTitle", "setToolTip", "setWhatsThis",
    "setWindowTitle", "showMessage",
}  # fmt: skip
TRANSLATING = {"_", "gettext", "ngettext", "N_"}


def catalogue(language: str) -> Catalog:
    with (ROOT / "translations" / language / "LC_MESSAGES" / "kaa.po").open("rb") as stream:
        return read_po(stream, locale=language)


def test_the_catalogues_hold_exactly_the_texts_of_the_source() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "translations.py"), "--check"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (result.returncode, result.stdout) == (0, "")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_text_is_missing(language: str) -> None:
    missing = [
        message.id
        for message in catalogue(language)
        if message.id
        and (
            message.fuzzy
            or not message.string
            or not all(message.string if message.pluralizable else [message.string])
        )
    ]

    assert missing == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_placeholders_are_the_same_in_text_and_translation(language: str) -> None:
    different = []
    for message in catalogue(language):
        if not message.id or not message.string:
            continue
        own = (message.id,) if isinstance(message.id, str) else message.id
        translated = (message.string,) if isinstance(message.string, str) else message.string
        wanted = {field for text in own for field in placeholders(text)}
        different += [text for text in translated if text and set(placeholders(text)) - wanted]
        if wanted - set(placeholders(translated[-1])):
            different.append(translated[-1])

    assert different == []


def placeholders(text: str) -> list[str]:
    return re.findall(r"\{(\w*)[^{}]*\}", text)


def test_only_literal_texts_and_marked_constants_are_translated() -> None:
    found = [
        place
        for file in product()
        for place, call in file.calls()
        if spoken_name(call.func).rpartition(".")[2] in TRANSLATING
        for argument in call.args
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
    ]

    assert found == []


def test_no_widget_is_given_a_bare_text() -> None:
    found = [
        f"{place} {argument.value!r}"
        for file in product()
        if file.name.startswith("kaa_desktop/ui/")
        for place, call in file.calls()
        if spoken_name(call.func).rpartition(".")[2] in SHOWN
        for argument in call.args
        if isinstance(argument, ast.Constant) and re.search(r"[^\W\d_]{2}", str(argument.value))
        if isinstance(argument.value, str)
    ]

    assert found == []
