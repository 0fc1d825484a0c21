"""The command that sets the sources against the register."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from kaa_desktop.cli.commands import DONE, FOUND, CommandContext
from kaa_desktop.cli.exports import export_password
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.placements import Placement
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.files.exception_lists import check_place
from kaa_desktop.i18n.labels import placement_label
from kaa_desktop.services.reconcile_lists import write_differences
from kaa_desktop.services.reconciliation import NamedReconciliation, Standing, name_people, standing
from kaa_desktop.services.reconciliation_closing import Applied, apply_reconciliation
from kaa_desktop.services.workspace import Workspace


def reconcile_command(context: CommandContext) -> int:
    """`reconcile --as-of DATE [--apply]`: 1 where there are differences to act on."""
    return context.run_open(_reconcile)


def _reconcile(context: CommandContext, workspace: Workspace) -> int:
    arguments, console = context.arguments, context.console
    as_of = _day(arguments.as_of)
    password = _list_password(context, arguments.list) if arguments.list is not None else None
    with console.progress() as progress:
        stands = standing(workspace, as_of, progress)
    if arguments.list is not None:
        with console.progress() as progress:
            write_differences(
                workspace, stands, arguments.list, console.translator, progress, password=password
            )
        if password is None:
            t = console.translator
            console.warn(t.gettext("The list is not encrypted. Keep it where nobody else can read it."))
    named = name_people(workspace, stands, stands.groups[Group.DECIDE], reason=arguments.protected)
    applied: Applied | None = None
    if arguments.apply:
        with console.progress() as progress:
            applied, _changes = apply_reconciliation(workspace, as_of, progress)
    if arguments.json:
        console.json(_as_json(stands, named, applied))
    else:
        _tell(context, stands, named, applied)
    return FOUND if any(stands.groups.values()) else DONE


def _list_password(context: CommandContext, place: Path) -> str | None:
    """What the list will be read with; its place is looked at before anybody is asked."""
    check_place(place)
    if context.arguments.unencrypted:
        return None
    if place.suffix.lower() != ".xlsx":
        raise InvalidInputError("table.csv_in_clear")
    return export_password(context.console)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInputError("cell.date", text=text) from None


def _as_json(stands: Standing, named: NamedReconciliation, applied: Applied | None) -> dict[str, Any]:
    outcome = named.outcome
    shown = sorted(p.details.number.value for p in named.target_group if p.details)
    data: dict[str, Any] = {
        "as_of": outcome.as_of.isoformat(),
        "expected": stands.expected,
        "registered": stands.registered,
        "target_group": shown,
        "protected_hidden": sum(p.details is None for p in (*named.target_group, *named.to_decide)),
        "decide_by_hand": sorted(
            (
                {
                    "personal_number": p.details.number.value if p.details else p.case_number,
                    "reason": p.decide.value if p.decide else "",
                }
                for p in named.to_decide
            ),
            key=lambda row: row["personal_number"],
        ),
        "differences": {group.value: len(found) for group, found in stands.groups.items() if found},
        "decided": stands.decided,
        "outside": {condition.value: number for condition, number in outcome.outside.items()},
    }
    if applied:
        data["applied"] = {
            "registered": applied.registered,
            "closed": applied.closed,
            "changed": applied.changed,
            "left_alone": applied.left_alone,
            "erased_rows": applied.erased,
        }
    return data


def _tell(
    context: CommandContext, stands: Standing, named: NamedReconciliation, applied: Applied | None
) -> None:
    console = context.console
    t = console.translator
    words = {
        Group.NEW: t.gettext("New: to register"),
        Group.GONE: t.gettext("Gone: to close"),
        Group.CHANGED: t.gettext("Changed"),
        Group.DECIDE: t.gettext("To decide by hand"),
        Group.MISSING: t.gettext("In the register, missing in the source"),
    }
    console.line(
        t.gettext("Target group on {day}: {number}").format(
            day=t.date(named.outcome.as_of), number=t.number(len(named.outcome.target_group))
        )
    )
    console.line(
        t.gettext("In the register: {number} ({share})").format(
            number=t.number(stands.registered),
            share=t.percent(stands.registered / stands.expected if stands.expected else None),
        )
    )
    for group, text in words.items():
        console.line(f"{text.ljust(44)} {t.number(len(stands.groups[group])):>8}")
    for person in named.to_decide:
        name = person.details.number.formatted if person.details else person.case_number
        why = placement_label(Placement(person.decide.value), t) if person.decide else ""
        console.line(f"  {name}  {why}")
    if applied:
        done = t.gettext(
            "Registered {registered}, closed {closed}, changed {changed}, left alone {left}."
        ).format(
            registered=t.number(applied.registered),
            closed=t.number(applied.closed),
            changed=t.number(applied.changed),
            left=t.number(applied.left_alone),
        )
        console.line(done)
        console.line(t.gettext("{rows} rows of sources erased.").format(rows=t.number(applied.erased)))
