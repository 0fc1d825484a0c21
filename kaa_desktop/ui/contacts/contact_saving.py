"""Saves a contact attempt for one person or several, and says what was saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from kaa_desktop.domain.changes import Changes
from kaa_desktop.i18n import Translator
from kaa_desktop.services.contacts import ContactEntry, log_contact, outside_responsibility
from kaa_desktop.services.searches import whose
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.operations import Operations


def save_contact(
    context: UiContext,
    operations: Operations,
    person_ids: Sequence[str],
    entry: ContactEntry,
    *,
    saved: Callable[[], object],
    refused: Callable[[Exception], None],
    owner: QObject | None = None,
) -> None:
    """One entry for all of them, which undo takes back as one.

    Args:
        context: of the page.
        operations: of the page.
        person_ids: for whom.
        entry: what was filled in.
        saved: called when it stands in the register.
        refused: gets what is wrong.
        owner: the dialog that asks, if there is one.
    """
    workspace, translator = context.workspace, context.translator
    operations.run(
        lambda: _logged(workspace, tuple(person_ids), entry),
        lambda _done: saved(),
        said=lambda done: _sentence(translator, len(person_ids), *done),
        failed=refused,
        owner=owner,
    )


def _logged(
    workspace: Workspace, person_ids: Sequence[str], entry: ContactEntry
) -> tuple[tuple[int, str], Changes]:
    changes = log_contact(workspace, person_ids, entry)
    outside = len(outside_responsibility(workspace, person_ids, entry.made_on))
    return (outside, whose(workspace, changes)), changes


def _sentence(translator: Translator, people: int, outside: int, name: str) -> str:
    """What was saved, and for whom: the next person may be on the screen already.

    A day outside the responsibility is said, since it is easily a slip.
    """
    _, ngettext = translator.gettext, translator.ngettext
    if people == 1:
        told = _("The contact is saved.")
        if outside:
            told = _("The contact is saved. The person was not registered on that day.")
        return _("{name}: {what}").format(name=name, what=told) if name else told
    told = _("The contact is saved for {n} people.").format(n=translator.number(people))
    if not outside:
        return told
    more = ngettext(
        "{n} of them was not registered on that day.", "{n} of them were not registered on that day.", outside
    )
    return f"{told} {more.format(n=translator.number(outside))}"
