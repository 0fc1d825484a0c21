"""What is said where files go together and some of them cannot be read."""

from __future__ import annotations

from collections.abc import Callable

from kaa_desktop.domain.errors import FilesRefusedError, KaaError
from kaa_desktop.i18n.translator import Translator


def refused_sentences(error: FilesRefusedError, sentence: Callable[[KaaError], str]) -> list[str]:
    """What is wrong with each of the files, by its name.

    `sentence` tells a trouble; the name of the file is put before it where it lacks it.
    """
    told = [(one.path.name, sentence(one.trouble)) for one in error.refused]
    return [text if name in text else f"{name}: {text}" for name, text in told]


def none_imported(error: FilesRefusedError, translator: Translator) -> str:
    """That the others have not been imported either."""
    text = translator.gettext("None of the {n} files has been imported.")
    return text.format(n=translator.number(error.given))
