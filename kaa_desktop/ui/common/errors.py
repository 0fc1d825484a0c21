"""Trouble, told calmly: trouble with an explanation is explained, our own bugs are logged without values."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable

from kaa_desktop.domain.errors import CancelledError, KaaError
from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.tokens import Tone

_log = logging.getLogger(__name__)
Sentence = Callable[[KaaError], str]


class Trouble:
    """Finds words for exceptions.

    Args:
        sentence: the explanation of a `KaaError` in the user's language.
        translator: for our own bugs.
    """

    def __init__(self, sentence: Sentence, translator: Translator) -> None:
        self._sentence = sentence
        self._translator = translator

    def text(self, error: Exception) -> str:
        """The sentence for the user; an unexpected error is logged on the way."""
        _ = self._translator.gettext
        if isinstance(error, KaaError):
            return self._sentence(error)
        frames = "".join(traceback.format_tb(error.__traceback__))
        _log.error("unexpected %s\n%s", type(error).__name__, frames)
        return _("Something went wrong inside the program. Nothing you have typed is lost. Please try again.")

    def show(self, error: Exception, bar: MessageBar) -> None:
        """Say it in the bar; a cancellation needs no words."""
        if not isinstance(error, CancelledError):
            bar.say(self.text(error), Tone.DANGER)

    def shower(self, bar: MessageBar) -> Callable[[Exception], None]:
        """The `failed` callback for the task runner that shows the error in this bar."""
        return lambda error: self.show(error, bar)
