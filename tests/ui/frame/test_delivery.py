from __future__ import annotations

from datetime import date
from pathlib import Path

from kaa_desktop.domain.periods import parse_period
from kaa_desktop.files.xlsx_writer import Sheet, SheetColumn, write_xlsx
from kaa_desktop.i18n import Translator
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.deliveries import deliveries_of
from kaa_desktop.services.delivery_profiles import delivery_profile
from kaa_desktop.services.workspace import Workspace
from tests.services.workspaces import number, registered
from tests.ui.drivers.delivery import DeliveryDriver
from tests.ui.frame.conftest import OpenSession

PERIOD = parse_period("2026H2")
OUTSIDE = "lies outside every registration"


def with_an_error(workspace: Workspace) -> str:
    """Somebody with a contact before the registration."""
    person = registered(workspace, number("20080202", "239"), first="Fel", last="Aktig", on=date(2026, 8, 1))
    entry = ContactEntry(made_on=date(2026, 7, 15), channel="phone", outcome="no_answer")
    log_contact(workspace, [person], entry)
    return person


def test_what_would_be_refused_leads_to_the_person(
    open_session: OpenSession, english: Translator, workspace: Workspace
) -> None:
    with_an_error(workspace)
    window = open_session(english)
    page = DeliveryDriver(window)
    page.found.wait_for_row(OUTSIDE)
    assert page.found.rows()[0][0] == "Fel Aktig"
    window.click("Errors (1)")
    page.found.wait_for_rows(1)
    page.found.open("Fel Aktig")
    window.wait_for_text("Fel Aktig")


def test_a_delivery_with_errors_needs_a_reason_and_is_kept(
    open_session: OpenSession, english: Translator, workspace: Workspace, tmp_path: Path
) -> None:
    with_an_error(workspace)
    window = open_session(english)
    page = DeliveryDriver(window)
    page.found.wait_for_row(OUTSIDE)
    window.click("Make the delivery …")
    window.click("Without a password")
    window.click("Choose where, and make it …")
    window.wait_for_text("Say why, or mend the errors first.")
    window.click("Cancel")
    page.make(tmp_path / "kaa.csv", because="mended next time")
    window.wait_for_text("The delivery is saved as kaa.csv, with")
    page.made.wait_for_row("mended next time")
    assert (tmp_path / "kaa.csv").exists()
    assert [made.forced_because for made in deliveries_of(workspace, PERIOD)] == ["mended next time"]


def test_the_form_is_taken_from_the_authoritys_workbook(
    open_session: OpenSession, english: Translator, workspace: Workspace, tmp_path: Path
) -> None:
    template = tmp_path / "mall.xlsx"
    titles = ["Personnummer", "Registreringsdatum", "Orsak till registrering"]
    with template.open("wb") as stream:
        write_xlsx(stream, [Sheet("Inmatning", [SheetColumn(title) for title in titles])])
    window = open_session(english)
    page = DeliveryDriver(window)
    window.wait_for_text("Unconfirmed")
    page.load_template(template)
    page.keep_form("2026H2")
    window.wait_for_text("Confirmed by the authority's documents")
    assert [column.header for column in delivery_profile(workspace, PERIOD).columns] == titles
    assert window.shows("Source: mall.xlsx")


def test_the_control_protocol_is_saved(
    open_session: OpenSession, translator: Translator, tmp_path: Path
) -> None:
    window = open_session(translator)
    page = DeliveryDriver(window)
    window.wait_for_text(translator.gettext("Unconfirmed"))
    page.save_protocol(tmp_path / "protocol.pdf")
    window.wait_until((tmp_path / "protocol.pdf").exists, "the protocol")
    assert (tmp_path / "protocol.pdf").read_bytes().startswith(b"%PDF")
    assert window.nameless() == []
