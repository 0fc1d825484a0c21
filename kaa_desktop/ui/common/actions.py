"""Actions as data: text, icon, shortcut and tip stand in one place, for menus, buttons and the sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.action_registry import ActionRegistry
from kaa_desktop.ui.common.icons import ICON_SIZE, Icons
from kaa_desktop.ui.common.widgets import without_state


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """One thing that can be done.

    Attributes:
        id: stable name, e.g. `person.log_contact`.
        text: msgid, marked with `N_`.
        icon: Lucide name, or empty.
        shortcut: portable text such as `Ctrl+K`; empty for none.
        also: more shortcuts that do the same.
        tip: msgid of a sentence; the shortcut is added where it is shown.
        group: msgid of the heading in the sheet of shortcuts.
        anywhere: the shortcut works in the whole window, not only where the focus is inside the owner.
    """

    id: str
    text: str
    icon: str = ""
    shortcut: str = ""
    also: tuple[str, ...] = ()
    tip: str = ""
    group: str = ""
    anywhere: bool = True

    @property
    def keys(self) -> tuple[str, ...]:
        """All its shortcuts."""
        return (self.shortcut, *self.also) if self.shortcut else ()


class ActionHome(Protocol):
    """What actions are made from, and where they are known."""

    @property
    def icons(self) -> Icons: ...  # noqa: D102 - the names say it

    @property
    def translator(self) -> Translator: ...  # noqa: D102 - as above

    @property
    def actions(self) -> ActionRegistry: ...  # noqa: D102 - as above


def build_actions(
    specs: Iterable[ActionSpec],
    handlers: Mapping[str, Callable[[], None]],
    *,
    owner: QWidget,
    context: ActionHome,
) -> dict[str, QAction]:
    """Make the actions by id, add them to the owner so that shortcuts work, and connect the handlers.

    Raises:
        KeyError: when a spec has no handler.
    """
    built, translator = {}, context.translator
    for spec in specs:
        action = QAction(translator.gettext(spec.text), owner)
        action.setObjectName(spec.id)
        if spec.icon:
            context.icons.set(action, spec.icon)
        if spec.keys:
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
            action.setShortcutContext(
                Qt.ShortcutContext.WindowShortcut
                if spec.anywhere
                else Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
        action.setToolTip(_tip(spec, translator))
        action.triggered.connect(without_state(handlers[spec.id]))
        owner.addAction(action)
        built[spec.id] = action
    context.actions.add(built.values())
    return built


def fill_menu(menu: QMenu, actions: Mapping[str, QAction], ids: Iterable[str]) -> None:
    """Add the actions in that order; an empty id is a separator."""
    for action_id in ids:
        if action_id:
            menu.addAction(actions[action_id])
        else:
            menu.addSeparator()


def icon_button(action: QAction, parent: QWidget | None = None) -> QToolButton:
    """A button with the icon of an action only; its name and tip come from the action."""
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setAccessibleName(action.text())
    button.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def shortcut_text(shortcut: str) -> str:
    """The shortcut as the user's system writes it."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def _tip(spec: ActionSpec, translator: Translator) -> str:
    text = translator.gettext(spec.tip or spec.text)
    return f"{text} ({shortcut_text(spec.shortcut)})" if spec.shortcut else text
