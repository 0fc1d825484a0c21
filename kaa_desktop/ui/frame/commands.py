"""All that can be done from the palette: what every page's actions say, and how they are done from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.action_registry import ActionRegistry, is_shown
from kaa_desktop.ui.common.actions import ActionSpec, shortcut_text
from kaa_desktop.ui.frame.palette_entries import Command

_NOT_OFFERED = frozenset({"search", "list"})
_USEFUL = frozenset({"people.register", "undo", "shortcuts", "lock"})
_MOST_HANDY = 4
"""So many of the page in front are offered before anything is typed."""


class Commands:
    """Looks at the actions of the window and of its pages.

    What belongs to a place is offered from everywhere and goes there first; what belongs to something inside
    a place, such as a person's page, is offered while that is shown.
    """

    def __init__(
        self,
        actions: ActionRegistry,
        specs: Iterable[ActionSpec],
        *,
        places: Iterable[str],
        go_to: Callable[[str], None],
        translator: Translator,
    ) -> None:
        self._actions = actions
        self._specs = {spec.id: spec for spec in specs if spec.id not in _NOT_OFFERED}
        self._places = frozenset(places)
        self._go_to = go_to
        self._translator = translator

    def available(self) -> list[Command]:
        """What can be done now; what is in front comes first."""
        actions = self._actions.by_id()
        in_front: list[Command] = []
        elsewhere: list[Command] = []
        for spec in self._specs.values():
            action = actions.get(spec.id)
            shown = action is not None and is_shown(action)
            if shown and action is not None and not action.isEnabled():
                continue
            if shown or self._place_of(spec):
                own = in_front if shown and "." in spec.id else elsewhere
                handy = own is in_front and len(in_front) < _MOST_HANDY
                own.append(self._command(spec, useful=handy or spec.id in _USEFUL))
        return in_front + elsewhere

    def run(self, command_id: str) -> None:
        """Do it; where that cannot be, its place is shown at least."""
        action = self._actions.by_id().get(command_id)
        place = self._place_of(self._specs[command_id])
        if place and not (action and is_shown(action)):
            self._go_to(place)
            action = self._actions.by_id().get(command_id)
        if action is not None and action.isEnabled():
            action.trigger()

    def _command(self, spec: ActionSpec, *, useful: bool) -> Command:
        _ = self._translator.gettext
        return Command(
            id=spec.id,
            text=_(spec.text),
            group=_(spec.group) if spec.group else "",
            icon=spec.icon,
            shortcut=shortcut_text(spec.shortcut) if spec.shortcut else "",
            useful=useful,
        )

    def _place_of(self, spec: ActionSpec) -> str:
        """The first part of an action's id is its place, in the singular perhaps."""
        prefix, dot, _ = spec.id.partition(".")
        return next((place for place in (prefix, f"{prefix}s") if dot and place in self._places), "")
