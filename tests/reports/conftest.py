"""Both languages, as shipped."""

from __future__ import annotations

import pytest

from kaa_desktop.i18n import Translator, load_translator
from kaa_desktop.system.assets import translations_folder


@pytest.fixture(scope="session")
def swedish() -> Translator:
    return load_translator("sv", translations_folder())


@pytest.fixture(scope="session")
def english() -> Translator:
    return load_translator("en", translations_folder())


@pytest.fixture(params=["sv", "en"])
def translator(request: pytest.FixtureRequest, swedish: Translator, english: Translator) -> Translator:
    return swedish if request.param == "sv" else english
