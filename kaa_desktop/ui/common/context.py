"""What every page is handed: the open register, the user's language, and the window's shared helpers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from kaa_desktop.i18n import Translator
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.common.action_registry import ActionRegistry
from kaa_desktop.ui.common.change_feed import ChangeFeed
from kaa_desktop.ui.common.drafts import Drafts
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.tasks import TaskRunner
from kaa_desktop.ui.common.theme import Theme
from kaa_desktop.ui.common.tokens import Tone


class Messages(Protocol):
    """Where a page says what it has done; the window's `MessageBar` is one."""

    def say(
        self, text: str, tone: Tone = Tone.INFO, *, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show a message, perhaps with something to do about it."""

    def clear(self) -> None:
        """Take the message away."""


class FindsPeople(Protocol):
    """The page that answers the one search box, which stands on top of the window.

    Typing there calls `search`, Enter or Down calls `focus_results`; the page has no box for text of its own.
    """

    def search(self, text: str) -> None:
        """Show the people who match; an empty text shows the whole list again."""

    def focus_results(self) -> None:
        """Go to the first match in the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UiContext:
    """Handed to each page by the main window; one for each unlocked register.

    Attributes:
        tasks: all service calls run there, never on the window's thread.
        feed: announces each change; every page listens.
        messages: the bar of the main window.
        drafts: keeps what is half written.
        actions: what can be done, by id.
        error_text: a sentence for an exception.
    """

    workspace: Workspace
    translator: Translator
    tasks: TaskRunner
    feed: ChangeFeed
    theme: Theme
    icons: Icons
    messages: Messages
    drafts: Drafts
    actions: ActionRegistry = field(default_factory=ActionRegistry)
    error_text: Callable[[Exception], str]
