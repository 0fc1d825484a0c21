"""A file of school notices that is dropped among the sources is taken in where notices belong."""

from __future__ import annotations

from pathlib import Path

from kaa_desktop.i18n import Translator
from tests.services.workspaces import number
from tests.ui.drivers.drops import drop_files
from tests.ui.frame.conftest import OpenSession


def test_notices_dropped_among_the_sources_lead_to_their_page(
    open_session: OpenSession, english: Translator, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Personnummer;Typ;Datum\n{number('20080314')};Avbrott;2026-08-18\n", "utf-8")
    window = open_session(english)
    window.go_to("Reconciliation")
    button = next(element.widget for element in window.elements() if element.name == "Reconcile")
    assert button is not None
    assert drop_files(button, path)  # what lies on the page hands it on
    window.wait_for_text("This is what the file holds")
    window.click("Import the file")
    window.wait_for_text("1 new notice.")
    assert window.shows("Where did they go?")
