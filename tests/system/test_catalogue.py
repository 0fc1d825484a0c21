from __future__ import annotations

import gettext
from io import BytesIO

import pytest

from kaa_desktop.i18n import load_translator
from kaa_desktop.i18n.catalogue import Catalogue
from kaa_desktop.system.assets import translations_folder


@pytest.fixture(scope="module")
def compiled() -> bytes:
    load_translator("sv", translations_folder())  # compiles it where that has not been done
    return (translations_folder() / "sv" / "LC_MESSAGES" / "kaa.mo").read_bytes()


@pytest.fixture(scope="module")
def standard(compiled: bytes) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(BytesIO(compiled))


def test_every_text_is_as_the_standard_library_reads_it(
    compiled: bytes, standard: gettext.GNUTranslations
) -> None:
    catalogue = Catalogue(compiled)
    messages = [message for message in vars(standard)["_catalog"] if isinstance(message, str)]
    assert len(messages) > 1000
    assert [one for one in messages if catalogue.gettext(one) != standard.gettext(one)] == []
    assert "_whole" not in vars(catalogue)


def test_plurals_and_unknown_texts_are_as_the_standard_library_has_them(
    compiled: bytes, standard: gettext.GNUTranslations
) -> None:
    catalogue = Catalogue(compiled)
    assert catalogue.gettext("not in any catalogue") == "not in any catalogue"
    one = "{count} person with protected personal data was left out."
    many = "{count} people with protected personal data were left out."
    assert catalogue.gettext(one) == standard.gettext(one)  # not every Python knows a plural by its one
    for number in (0, 1, 2):
        assert catalogue.ngettext(one, many, number) == standard.ngettext(one, many, number)
