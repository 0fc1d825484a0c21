from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from kaa_desktop.domain.deliveries import Delivery
from kaa_desktop.domain.delivery_controls import Severity
from kaa_desktop.domain.delivery_differences import DeliveryDifference
from kaa_desktop.domain.delivery_profiles import DeliveryProfile
from kaa_desktop.domain.delivery_protocol import ControlCount, DeliveryProtocol
from kaa_desktop.domain.periods import parse_period
from kaa_desktop.i18n import Translator
from kaa_desktop.reports.delivery_protocol import build_delivery_protocol
from tests.reports.pdf_reading import text

DELIVERY = Delivery(
    period="2026H1",
    made_at=datetime(2026, 9, 1, 10, 42, tzinfo=UTC),
    made_by="Anna Arbetare",
    profile=DeliveryProfile(from_period="2026H1"),
    people=154,
    errors=2,
    warnings=58,
    forced_because="rättas i nästa leverans",
    file_hash="ab" * 32,
)
PROTOCOL = DeliveryProtocol(
    municipality="Stockholm",
    period=parse_period("2026H1"),
    people=154,
    records=175,
    controls=(
        ControlCount(code="contact_outside", severity=Severity.ERROR, findings=2, people=2),
        ControlCount(code="no_attempt", severity=Severity.WARNING, findings=58, people=58),
    ),
    delivery=DELIVERY,
    difference=DeliveryDifference(added=12, removed=0, changed={"registration_reason": 3}),
    form_source="mall.xlsx",
    form_confirmed=False,
    deadline=date(2026, 9, 15),
    secrecy_line="Sekretess enligt OSL",
    made_on=date(2026, 9, 2),
)


def test_the_protocol_says_what_was_sent_and_what_does_not_hold(english: Translator, tmp_path: Path) -> None:
    told = text(build_delivery_protocol(PROTOCOL, english), tmp_path)
    for expected in (
        "First half of 2026 (1 January 2026 – 30 June 2026)",
        "The register has 154 people and 175 registrations",
        "2 errors and 58 warnings today",
        "Anna Arbetare",
        "rättas i nästa leverans",
        "12 new, 0 gone, changed: Reason for registration (3)",
        "UNCONFIRMED",
        "Contact outside every registration",
        "Sekretess enligt OSL",
    ):
        assert expected in told


def test_nothing_unconfirmed_is_said_of_a_confirmed_form(english: Translator, tmp_path: Path) -> None:
    confirmed = replace(PROTOCOL, form_confirmed=True, controls=(), delivery=None, difference=None)
    told = text(build_delivery_protocol(confirmed, english), tmp_path)
    assert "UNCONFIRMED" not in told
    assert "Every control holds." in told
    assert "No delivery has been made" in told


def test_the_same_protocol_gives_the_same_bytes(translator: Translator) -> None:
    made = [build_delivery_protocol(PROTOCOL, translator) for _ in range(2)]
    assert made[0] == made[1]
