from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kaa_desktop.system.local_settings import LanguageChoice, LocalSettings, LocalSettingsStore, ThemeChoice
from kaa_desktop.system.logs import log_unexpected, start_log
from kaa_desktop.system.municipalities import municipality_names


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "settings.json"


def test_choices_are_kept(path: Path) -> None:
    store = LocalSettingsStore(path)
    assert store.load() == LocalSettings()
    chosen = LocalSettings(
        language=LanguageChoice.ENGLISH, theme=ThemeChoice.DARK, report_folder="/r", window_width=900
    )
    store.save(chosen)
    assert LocalSettingsStore(path).load() == chosen
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


def test_one_choice_is_changed_and_the_others_stay(path: Path) -> None:
    store = LocalSettingsStore(path)
    store.change(theme=ThemeChoice.DARK)
    LocalSettingsStore(path).change(language=LanguageChoice.SWEDISH)
    assert store.load() == LocalSettings(language=LanguageChoice.SWEDISH, theme=ThemeChoice.DARK)


@pytest.mark.parametrize("text", ["", "[]", "{", "null", "\x00", '{"theme": "pink", "registers": [1]}'])
def test_a_damaged_file_gives_the_defaults(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    assert LocalSettingsStore(path).load() == LocalSettings()


def test_a_damaged_value_leaves_the_others(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"theme": "dark", "window_width": "wide", "new": 1}), "utf-8")
    assert LocalSettingsStore(path).load() == LocalSettings(theme=ThemeChoice.DARK)


def test_a_place_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    LocalSettingsStore(tmp_path / "file" / "settings.json").save(LocalSettings())


def test_the_register_opened_last_comes_first(tmp_path: Path) -> None:
    settings = LocalSettings()
    for name in ("a", "b", "a"):
        settings = settings.with_register(tmp_path / name)
    assert settings.registers == (str(tmp_path / "a"), str(tmp_path / "b"))
    for number in range(9):
        settings = settings.with_register(tmp_path / str(number))
    assert len(settings.registers) == 6


def test_all_municipalities_are_there() -> None:
    names = municipality_names()
    assert len(names) == 290
    assert len(set(names.values())) == 290
    assert all(len(code) == 4 and code.isdigit() and name == name.strip() for code, name in names.items())
    assert list(names) == sorted(names)
    assert (names["0180"], names["1480"], names["2584"]) == ("Stockholm", "Göteborg", "Kiruna")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    product = logging.getLogger("kaa_desktop")
    former = (product.level, product.propagate, list(product.handlers))
    yield start_log(tmp_path / "logs")
    for handler in product.handlers[len(former[2]) :]:
        product.removeHandler(handler)
        handler.close()
    product.setLevel(former[0])
    product.propagate = former[1]


def test_the_log_holds_types_and_places_but_no_values(log: Path) -> None:
    try:
        int("Noor" + str(log)[:0])
    except ValueError as error:
        log_unexpected(type(error), error.__traceback__)
        logging.getLogger("kaa_desktop.some").exception("it failed")
    text = log.read_text("utf-8")
    assert text.count("ValueError") >= 2
    assert "test_local_settings.py" in text
    assert "it failed" in text
    assert "invalid literal" not in text
    logging.getLogger("other").error("Noor")
    assert text == log.read_text("utf-8")
