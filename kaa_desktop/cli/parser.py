"""A parser that speaks the user's language; the standard one has English of its own."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from kaa_desktop.domain.marking import N_
from kaa_desktop.i18n import Translator

BAD_USE = 2

_ANYWHERE = frozenset({"--register", "--user", "--protected"})

_MISSING = re.compile(r"the following arguments are required: (?P<what>.+)")
_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"unrecognized arguments: (?P<what>.+)"), N_("This is not understood: {what}.")),
    (
        re.compile(r"argument (?P<what>.+): invalid choice: (?P<value>.+) \(choose from (?P<choices>.+)\)"),
        N_("{value} is not possible here; choose from {choices}."),
    ),
    (re.compile(r"argument (?P<what>.+): expected .*argument.*"), N_("{what} needs a value after it.")),
    (
        re.compile(r"argument (?P<what>.+): invalid \w+ value: (?P<value>.+)"),
        N_("{value} is no value for {what}."),
    ),
    (
        re.compile(r"argument (?P<what>.+): ignored explicit argument (?P<value>.+)"),
        N_("{what} takes no value."),
    ),
    (
        re.compile(r"argument (?P<what>.+): not allowed with argument (?P<other>.+)"),
        N_("{what} and {other} do not go together."),
    ),
)


def in_front(words: Sequence[str]) -> list[str]:
    """The same words with what holds for every command first: people write it behind the command as well."""
    front, rest, left = list[str](), list[str](), iter(words)
    for word in left:
        name = word.partition("=")[0]
        if word == "--":  # what follows is no option
            rest += [word, *left]
        elif name in _ANYWHERE and "=" in word:
            front.append(word)
        elif name in _ANYWHERE and (value := next(left, None)) is not None:
            front += [word, value]
        else:
            rest.append(word)
    return [*front, *rest]


class SpeakingParser(argparse.ArgumentParser):
    """Help and complaints through the translator; options are never abbreviated, since schedules stay."""

    def __init__(self, *, translator: Translator, **settings: Any) -> None:
        _ = translator.gettext
        super().__init__(
            **settings, add_help=False, allow_abbrev=False, formatter_class=_formatter(translator)
        )
        self._translator = translator
        self._positionals.title = _("what to do")
        self._optionals.title = _("options")
        self.add_argument("-h", "--help", action="help", help=_("show this help"))

    def error(self, message: str) -> NoReturn:
        """Say in one sentence what is wrong, and end with the code for bad use."""
        _ = self._translator.gettext
        hint = _("More about it: {command}").format(command=f"{self.prog} --help")
        self.exit(BAD_USE, f"{self._sentence(message)}\n{hint}\n")

    def _sentence(self, message: str) -> str:
        if match := _MISSING.fullmatch(message):
            what = ", ".join(map(self._named, match["what"].split(", ")))
            return self._translator.gettext("This is missing: {what}.").format(what=what)
        for pattern, sentence in _SENTENCES:
            if match := pattern.fullmatch(message):
                return self._translator.gettext(sentence).format(**match.groupdict())
        return message

    def _named(self, name: str) -> str:
        """What is missing; where one has to choose, from what."""
        action = next((one for one in self._actions if one.dest == name and one.choices), None)
        if action is None or not action.choices:
            return name
        return self._translator.gettext("one of {choices}").format(choices=", ".join(action.choices))


def _formatter(translator: Translator) -> type[argparse.HelpFormatter]:
    class Formatter(argparse.HelpFormatter):
        def add_usage(
            self,
            usage: str | None,
            actions: Iterable[argparse.Action],
            groups: Iterable[argparse._MutuallyExclusiveGroup],
            prefix: str | None = None,
        ) -> None:
            default = translator.gettext("usage: ")
            super().add_usage(usage, actions, groups, default if prefix is None else prefix)

    return Formatter
