"""What the control protocol of a statutory delivery is drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.deliveries import Delivery
from kaa_desktop.domain.delivery_controls import Severity
from kaa_desktop.domain.delivery_differences import DeliveryDifference
from kaa_desktop.domain.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlCount:
    """How often a control did not hold, in findings and in people."""

    code: str
    severity: Severity
    findings: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryProtocol:
    """A protocol without anybody's name.

    Attributes:
        delivery: the newest delivery of the half-year; None where none has been made yet.
        people, records: of the register as it is now.
        controls: those that did not hold, errors first.
        difference: of the newest delivery against the one before.
    """

    municipality: str
    period: Period
    people: int
    records: int
    controls: Sequence[ControlCount]
    delivery: Delivery | None
    difference: DeliveryDifference | None
    form_source: str
    form_confirmed: bool
    deadline: date | None
    secrecy_line: str
    made_on: date
