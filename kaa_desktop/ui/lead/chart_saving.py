"""Saves the flow by month as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.lead import MonthFlow
from kaa_desktop.services.chart_files import write_flow_chart
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.file_dialogs import ask_for_place, documents
from kaa_desktop.ui.common.list_saving import say_saved
from kaa_desktop.ui.common.tokens import Tone


def ask_to_save_flow(owner: QWidget, context: UiContext, months: Sequence[MonthFlow]) -> None:
    """Ask where, and write it there."""
    _, workspace, translator = context.translator.gettext, context.workspace, context.translator

    def write(path: Path) -> None:
        context.tasks.run(
            lambda: write_flow_chart(workspace, months, path, translator),
            lambda _done: say_saved(context, path, _("The chart is saved as {name}.")),
            lambda error: context.messages.say(context.error_text(error), Tone.DANGER),
            owner=owner,
        )

    name = f"{_('Registered and deregistered by month')} {workspace.today.isoformat()}"
    ask_for_place(
        owner.window(),
        title=_("Save the chart"),
        kinds=_("Drawings (*.svg);;Pictures (*.png)"),
        suggested=documents() / f"{name}.svg",
        then=write,
    )
