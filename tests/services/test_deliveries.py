from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import pyzipper

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.delivery_profiles import Block
from kaa_desktop.domain.errors import InvalidInputError, KaaError, NotAllowedError
from kaa_desktop.domain.periods import parse_period
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.encrypted_files import decrypted_workbook
from kaa_desktop.files.xlsx_writer import Sheet, SheetColumn, write_xlsx
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.deliveries import (
    DeliveryOrder,
    MadeDelivery,
    deliveries_of,
    difference_to,
    make_delivery,
    write_again,
)
from kaa_desktop.services.delivery_checks import check_delivery, check_person_now
from kaa_desktop.services.delivery_profiles import delivery_profile, keep_profile, load_template
from kaa_desktop.services.undo import undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from kaa_desktop.storage.register import Register
from kaa_desktop.storage.verification import verify_register
from tests.services.workspaces import Cancelled, number, reads, registered

PERIOD = parse_period("2026H2")
HIDDEN = number("20080314")


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Two people in the half-year; one of them protected."""
    registered(workspace, "20080701-2398")
    registered(workspace, HIDDEN, first="Hemlig", protection=Protection.CONFIDENTIALITY_MARK)
    return workspace


def made(workspace: Workspace, path: Path, *, password: str | None = None, forced: str = "") -> MadeDelivery:
    order = DeliveryOrder(period=PERIOD, path=path, password=password, forced_because=forced)
    return make_delivery(workspace, order, NoProgress())[0]


def logged_outside(workspace: Workspace) -> str:
    """A contact dated before the registration: an error."""
    person = registered(workspace, number("20080202"), first="Ute")
    entry = ContactEntry(made_on=date(2026, 7, 15), channel="phone", outcome="no_answer")
    log_contact(workspace, [person], entry)
    return person


def test_the_file_is_complete_and_protected_people_in_it_are_logged(
    filled: Workspace, tmp_path: Path
) -> None:
    delivery = made(filled, tmp_path / "kaa.csv")
    lines = (tmp_path / "kaa.csv").read_text("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines] == ["Personnummer", HIDDEN, "200807012398"]
    assert (delivery.records, delivery.protected, delivery.difference) == (2, 1, None)
    assert [(bool(person), what) for person, what, _ in reads(filled)] == [
        (False, "export"),
        (True, "export"),
    ]


def test_with_a_password_the_text_is_in_an_archive(filled: Workspace, tmp_path: Path) -> None:
    delivery = made(filled, tmp_path / "kaa.csv", password="hemligt ord")
    assert delivery.path == tmp_path / "kaa.zip"
    assert not (tmp_path / "kaa.csv").exists()
    assert HIDDEN.encode() not in delivery.path.read_bytes()
    with pyzipper.AESZipFile(io.BytesIO(delivery.path.read_bytes()), "r") as archive:
        archive.setpassword(b"hemligt ord")
        assert HIDDEN.encode() in archive.read("kaa.csv")


def test_a_workbook_has_its_own_password(filled: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "kaa.xlsx"
    made(filled, path, password="hemligt ord")
    assert decrypted_workbook(path, "hemligt ord").startswith(b"PK")


def test_errors_stop_the_delivery_unless_a_reason_forces_it(filled: Workspace, tmp_path: Path) -> None:
    logged_outside(filled)
    path = tmp_path / "kaa.csv"
    with pytest.raises(InvalidInputError) as refused:
        made(filled, path)
    assert (refused.value.code, refused.value.data) == ("delivery.errors", {"count": 1})
    assert not path.exists()
    delivery = made(filled, path, forced="rättas nästa gång").delivery
    assert (delivery.errors, delivery.forced_because) == (1, "rättas nästa gång")


def test_what_was_sent_is_kept_and_the_next_tells_what_is_new(filled: Workspace, tmp_path: Path) -> None:
    first = made(filled, tmp_path / "a.csv")
    registered(filled, number("20080202"), first="Ny")
    second = made(filled, tmp_path / "b.csv")
    assert second.difference is not None
    assert (second.difference.added, second.difference.removed) == (1, 0)
    kept = deliveries_of(filled, PERIOD)
    assert [delivery.id for delivery in kept] == [second.delivery.id, first.delivery.id]
    assert difference_to(filled, kept[0], kept[1]) == second.difference
    write_again(filled, kept[1], tmp_path / "again.csv", None)
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "a.csv").read_bytes()


def test_a_delivery_is_never_undone(filled: Workspace, tmp_path: Path) -> None:
    made(filled, tmp_path / "a.csv")
    undo(filled)
    assert len(deliveries_of(filled, PERIOD)) == 1
    assert verify_register(filled.register).findings == ()


def test_without_the_right_to_protected_people_no_delivery_is_made(filled: Workspace, tmp_path: Path) -> None:
    keys = replace(filled.register.keys, protected_key=None)
    register = Register(filled.register.path, keys, clock=filled.register.now)
    try:
        with pytest.raises(NotAllowedError, match=r"person\.no_right"):
            made(Workspace(register, filled.code_lists), tmp_path / "a.csv")
    finally:
        register.close()
    assert list(tmp_path.glob("*.csv")) == []


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        ("kaa.txt", None, "delivery.suffix"),
        ("kaa.csv", "", "export.password_missing"),
        ("saknas/kaa.csv", None, "file.not_writable"),
    ],
)
def test_a_bad_order_is_refused(
    filled: Workspace, tmp_path: Path, name: str, password: str | None, code: str
) -> None:
    with pytest.raises(KaaError) as refused:
        made(filled, tmp_path / name, password=password)
    assert refused.value.code == code
    assert deliveries_of(filled, PERIOD) == ()


def test_cancelling_writes_nothing(filled: Workspace, tmp_path: Path) -> None:
    order = DeliveryOrder(period=PERIOD, path=tmp_path / "a.csv", password=None)
    with pytest.raises(KaaError, match="cancelled"):
        make_delivery(filled, order, Cancelled(at_step=2))
    assert not order.path.exists()
    assert deliveries_of(filled, PERIOD) == ()


def test_an_empty_half_year_has_nothing_to_deliver(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"delivery\.nobody"):
        made(workspace, tmp_path / "a.csv")


def test_the_check_names_protected_people_by_their_case_number(filled: Workspace) -> None:
    checked = check_delivery(filled, PERIOD, NoProgress())
    hidden = [person for person in checked.found if person.protected]
    assert len(hidden) == 1
    assert hidden[0].name.startswith("S-")
    assert hidden[0].number == hidden[0].name
    clear = check_delivery(filled, PERIOD, NoProgress(), protected_reason="leverans")
    assert "Hemlig Åkesson" in [person.name for person in clear.found]
    assert [(what, reason) for _, what, reason in reads(filled)] == [("check", "leverans")]


def test_a_person_is_told_at_once_what_would_be_refused(filled: Workspace) -> None:
    view = open_person(filled, logged_outside(filled))
    with filled.register.read() as connection:
        findings = check_person_now(connection, filled, view)
    assert [finding.code for finding in findings][:1] == ["contact_outside"]


def test_the_authoritys_template_becomes_the_half_years_own_form(filled: Workspace, tmp_path: Path) -> None:
    template = tmp_path / "mall.xlsx"
    titles = ["Personnummer", "Registreringsdatum", "Orsak till registrering", "Kontaktdatum 1"]
    with template.open("wb") as stream:
        write_xlsx(stream, [Sheet("Inmatning", [SheetColumn(title) for title in titles])])
    read = load_template(filled, PERIOD, template)
    assert not delivery_profile(filled, PERIOD).confirmed
    keep_profile(filled, read.profile)
    assert delivery_profile(filled, PERIOD) == read.profile
    made(filled, tmp_path / "kaa.csv")
    header = (tmp_path / "kaa.csv").read_text("utf-8-sig").splitlines()[0]
    assert header.split(";") == titles
    assert read.profile.limit(Block.CONTACT) == 1
    undo(filled)
    assert not delivery_profile(filled, PERIOD).confirmed
