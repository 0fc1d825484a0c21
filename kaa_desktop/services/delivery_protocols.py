"""The control protocol of a statutory delivery, as PDF."""

from __future__ import annotations

from collections import Counter, defaultdict

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.delivery_controls import Severity
from kaa_desktop.domain.delivery_protocol import ControlCount, DeliveryProtocol
from kaa_desktop.domain.periods import Period
from kaa_desktop.i18n import Translator
from kaa_desktop.services.deliveries import deliveries_of, difference_to
from kaa_desktop.services.delivery_checks import DeliveryCheck, check_delivery
from kaa_desktop.services.delivery_profiles import delivery_profile
from kaa_desktop.services.workspace import Workspace


def delivery_protocol(workspace: Workspace, period: Period, progress: Progress) -> DeliveryProtocol:
    """Run the controls and put them beside what was delivered last.

    Raises:
        InvalidInputError: `report.not_half_year` or `delivery.no_profile`.
    """
    checked = check_delivery(workspace, period, progress)
    made = deliveries_of(workspace, period)
    settings = workspace.settings()
    profile = made[0].profile if made else delivery_profile(workspace, period)
    comparable = len(made) > 1 and workspace.register.keys.protected_key is not None
    return DeliveryProtocol(
        municipality=settings.municipality,
        period=period,
        people=checked.people,
        records=checked.records,
        controls=_counted(checked),
        delivery=made[0] if made else None,
        difference=difference_to(workspace, made[0], made[1]) if comparable else None,
        form_source=profile.source,
        form_confirmed=profile.confirmed,
        deadline=profile.deadline,
        secrecy_line=settings.secrecy_line,
        made_on=workspace.today,
    )


def delivery_protocol_pdf(
    workspace: Workspace, period: Period, translator: Translator, progress: Progress
) -> bytes:
    """The protocol as a tagged PDF.

    Raises:
        InvalidInputError: as `delivery_protocol`.
    """
    from kaa_desktop.reports.delivery_protocol import build_delivery_protocol

    return build_delivery_protocol(delivery_protocol(workspace, period, progress), translator)


def _counted(checked: DeliveryCheck) -> tuple[ControlCount, ...]:
    findings: Counter[str] = Counter()
    people: dict[str, set[str]] = defaultdict(set)
    severities: dict[str, Severity] = {}
    for finding in [*(f for person in checked.found for f in person.findings), *checked.whole]:
        findings[finding.code] += 1
        severities[finding.code] = finding.severity
        if finding.person_id:
            people[finding.code].add(finding.person_id)
    counted = [
        ControlCount(
            code=code,
            severity=severities[code],
            findings=number,
            people=len(people[code]),
        )
        for code, number in findings.items()
    ]
    return tuple(sorted(counted, key=lambda c: (c.severity is not Severity.ERROR, -c.findings, c.code)))
