"""Asks before a whole group is registered, deregistered or taken over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.services.reconciliation import Standing
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import ask

_QUESTIONS: Mapping[Group, tuple[str, str, str]] = MappingProxyType(
    {
        Group.NEW: (N_("Register {n} people?"), N_("They come into the register today."), N_("Register")),
        Group.GONE: (
            N_("Deregister {n} people?"),
            N_("The responsibility for them ends, with the day and the reason that the files tell."),
            N_("Deregister"),
        ),
        Group.CHANGED: (
            N_("Take over the details of {n} people?"),
            N_("What the register says is replaced by what the file says."),
            N_("Take over"),
        ),
    }
)


def ask_before(
    window: QWidget,
    context: UiContext,
    standing: Standing,
    group: Group,
    number: int,
    then: Callable[[], object],
) -> None:
    """Ask where it concerns several; one person is done at once, since it can be undone.

    Files that hold nobody of the target group are likely those of another municipality, which is said.
    """
    if number < 2 or group not in _QUESTIONS:  # noqa: PLR2004 - one is no group
        then()
        return
    translator = context.translator
    title, text, verb = (translator.gettext(words) for words in _QUESTIONS[group])
    gone = group is Group.GONE
    if gone and not standing.outcome.target_group:
        doubt = translator.gettext(
            "The files hold nobody who belongs to the target group here. Are they the right files?"
        )
        text = f"{doubt} {text}"
    undo = translator.gettext("It can be undone.")
    ask(
        window.window(),
        context.icons,
        title=title.format(n=translator.number(number)),
        text=f"{text} {undo}",
        yes=verb,
        no=translator.gettext("Cancel"),
        then=then,
        dangerous=gone,
    )
