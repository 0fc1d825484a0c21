"""Finds the part of a figure that a label or a code names."""

from __future__ import annotations

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.figure_values import Breakdown
from kaa_desktop.domain.figures import BY_ID, NOT_STATED, UNASSIGNED
from kaa_desktop.services.figure_json import part_label
from kaa_desktop.services.workspace import Workspace


def find_part(workspace: Workspace, figure: str, text: str) -> tuple[Breakdown | None, str]:
    """The breakdown and its code; of the whole figure where nothing is named.

    Raises:
        InvalidInputError: `figure.unknown`, `figure.no_such_part`.
    """
    if not text:
        return None, ""
    if figure not in BY_ID:
        raise InvalidInputError("figure.unknown", text=figure)
    wanted = text.strip().casefold()
    for breakdown, kind in BY_ID[figure].breakdowns.items():
        if kind is None:
            unassigned = part_label(breakdown, kind, UNASSIGNED, workspace.shipped).casefold()
            return breakdown, UNASSIGNED if wanted == unassigned else text.strip()
        for code in workspace.shipped[kind].values:
            label = part_label(breakdown, kind, code.id, workspace.shipped)
            if wanted in {code.id, label.casefold()}:
                return breakdown, code.id
        if wanted == part_label(breakdown, kind, NOT_STATED, workspace.shipped).casefold():
            return breakdown, NOT_STATED
    raise InvalidInputError("figure.no_such_part")
