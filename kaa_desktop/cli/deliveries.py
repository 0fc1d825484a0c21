"""The statutory delivery and its controls from a terminal."""

from __future__ import annotations

from typing import Any

from kaa_desktop.cli.commands import DONE, FOUND, CommandContext
from kaa_desktop.cli.exports import export_password
from kaa_desktop.domain.delivery_controls import Finding, Severity
from kaa_desktop.domain.periods import parse_period
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.delivery_sentences import difference_text, finding_text, severity_label
from kaa_desktop.services.deliveries import DeliveryOrder, MadeDelivery, make_delivery
from kaa_desktop.services.delivery_checks import DeliveryCheck, FoundPerson, check_delivery
from kaa_desktop.services.delivery_profiles import check_half_year, keep_profile, load_template
from kaa_desktop.services.delivery_protocols import delivery_protocol_pdf
from kaa_desktop.services.report_files import write_report
from kaa_desktop.services.workspace import Workspace


def delivery_command(context: CommandContext) -> int:
    """`delivery --period P --out FILE`."""
    return context.run_open(_delivery)


def check_command(context: CommandContext) -> int:
    """`check --period P`: 1 where something was found."""
    return context.run_open(_check)


def delivery_protocol_report(context: CommandContext, workspace: Workspace) -> int:
    """`report delivery-protocol --period P --out FILE`."""
    arguments, console = context.arguments, context.console
    with console.progress() as progress:
        pdf = delivery_protocol_pdf(
            workspace,
            parse_period(arguments.period),
            context.load_translator(arguments.language),
            progress,
        )
    write_report(arguments.out, pdf)
    console.line(console.translator.gettext("Written: {path}").format(path=arguments.out))
    return DONE


def _delivery(context: CommandContext, workspace: Workspace) -> int:
    arguments, console = context.arguments, context.console
    period = parse_period(arguments.period)
    check_half_year(period)  # before anybody is asked for a password
    if arguments.template:
        keep_profile(workspace, load_template(workspace, period, arguments.template).profile)
    order = DeliveryOrder(
        period=period,
        path=arguments.out,
        password=None if arguments.unencrypted else export_password(console),
        forced_because=arguments.force,
    )
    with console.progress() as progress:
        made, _ = make_delivery(workspace, order, progress)
    if arguments.json:
        console.json(_made_json(made))
    else:
        _tell_made(context, made)
    return FOUND if made.delivery.errors else DONE


def _tell_made(context: CommandContext, made: MadeDelivery) -> None:
    console = context.console
    t = console.translator
    delivery = made.delivery
    console.line(t.gettext("Written: {path}").format(path=made.path))
    console.line(
        t.gettext("People: {people}, rows: {rows}, errors: {errors}, warnings: {warnings}").format(
            people=t.number(delivery.people),
            rows=t.number(made.records),
            errors=t.number(delivery.errors),
            warnings=t.number(delivery.warnings),
        )
    )
    if not delivery.profile.confirmed:
        console.warn(
            t.gettext(
                "The form of the file is unconfirmed: load the authority's own template for the period."
            )
        )
    if made.protected:
        console.warn(
            t.ngettext(
                "{count} person with protected personal data is in it, in clear; it was logged.",
                "{count} people with protected personal data are in it, in clear; each was logged.",
                made.protected,
            ).format(count=t.number(made.protected))
        )
    if made.difference is not None:
        console.line(difference_text(made.difference, t))
    if context.arguments.unencrypted:
        console.warn(t.gettext("The file is not encrypted. Keep it where nobody else can read it."))


def _made_json(made: MadeDelivery) -> dict[str, Any]:
    delivery, difference = made.delivery, made.difference
    return {
        "written": str(made.path),
        "period": delivery.period,
        "people": delivery.people,
        "rows": made.records,
        "errors": delivery.errors,
        "warnings": delivery.warnings,
        "protected": made.protected,
        "confirmed": delivery.profile.confirmed,
        "sha256": delivery.file_hash,
        "difference": difference
        and {
            "added": difference.added,
            "removed": difference.removed,
            "changed": dict(difference.changed),
        },
    }


def _check(context: CommandContext, workspace: Workspace) -> int:
    arguments, console = context.arguments, context.console
    with console.progress() as progress:
        checked = check_delivery(
            workspace, parse_period(arguments.period), progress, protected_reason=arguments.protected
        )
    t = console.translator
    if arguments.json:
        console.json(_check_json(checked, t))
    else:
        _tell_check(context, checked)
    return FOUND if checked.found or checked.whole else DONE


def _tell_check(context: CommandContext, checked: DeliveryCheck) -> None:
    console = context.console
    t = console.translator
    for finding in checked.whole:
        console.line(finding_text(finding, t))
    rows = [
        (person.number, severity_label(finding.severity, t), finding_text(finding, t))
        for person in checked.found
        for finding in person.findings
    ]
    if rows:
        console.table((t.gettext("Identity number"), "", t.gettext("What was found")), rows)
    console.line(
        t.gettext("People: {people}, rows: {rows}, errors: {errors}, warnings: {warnings}").format(
            people=t.number(checked.people),
            rows=t.number(checked.records),
            errors=t.number(checked.number_of(Severity.ERROR)),
            warnings=t.number(checked.number_of(Severity.WARNING)),
        )
    )


def _check_json(checked: DeliveryCheck, t: Translator) -> dict[str, Any]:
    return {
        "period": checked.period.code,
        "people": checked.people,
        "rows": checked.records,
        "errors": checked.number_of(Severity.ERROR),
        "warnings": checked.number_of(Severity.WARNING),
        "counts": dict(checked.counts),
        "found": [_person_json(person, t) for person in checked.found],
        "whole": [_finding_json(finding, t) for finding in checked.whole],
    }


def _person_json(person: FoundPerson, t: Translator) -> dict[str, Any]:
    return {
        "personal_number": person.number.replace("-", "") if not person.protected else person.number,
        "findings": [_finding_json(finding, t) for finding in person.findings],
    }


def _finding_json(finding: Finding, t: Translator) -> dict[str, str]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "target": finding.target,
        "text": finding_text(finding, t),
    }
