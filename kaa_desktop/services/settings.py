"""Read and change the settings of the register."""

from __future__ import annotations

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.settings import RegisterSettings, check_municipality_code
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.settings import save_settings


def change_settings(workspace: Workspace, settings: RegisterSettings) -> Changes:
    """Write the settings that differ.

    Raises:
        InvalidInputError: `municipality.code`.
    """
    check_municipality_code(settings.municipality_code)
    with workspace.register.operation("settings.change") as scope:
        save_settings(scope, settings)
        return workspace.register.changes(scope)
