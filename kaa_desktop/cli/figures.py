"""`figures`: the numbers of a period, the people behind one, and why they are others than they were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kaa_desktop.cli.commands import DONE, CommandContext
from kaa_desktop.cli.exports import export_password
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.figure_people import FigurePart, NumberChange, PersonBehind, PersonDifference
from kaa_desktop.domain.figure_values import Count, Days, FigureSet, FigureValue
from kaa_desktop.domain.figures import BY_ID
from kaa_desktop.domain.periods import Period, parse_day, parse_period
from kaa_desktop.domain.personal_number import Sex
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.operations import operation_label
from kaa_desktop.services.figure_json import figures_as_json, part_label
from kaa_desktop.services.figure_labels import find_part
from kaa_desktop.services.figure_people import people_of_figure, what_has_changed
from kaa_desktop.services.figure_sheets import (
    figure_sheet,
    people_sheet,
    write_personal_table,
    write_table,
)
from kaa_desktop.services.figures import figures
from kaa_desktop.services.workspace import Workspace


def figures_command(context: CommandContext) -> int:
    """`figures --period P`."""
    return context.run_open(_figures)


def _figures(context: CommandContext, workspace: Workspace) -> int:
    arguments = context.arguments
    period = parse_period(arguments.period)
    known_on = parse_day(arguments.as_known_on) if arguments.as_known_on else None
    if arguments.explain:
        _explain(context, workspace, period, known_on)
    elif arguments.people:
        _people(context, workspace, period, known_on)
    else:
        _numbers(context, workspace, figures(workspace, period, known_on=known_on), known_on)
    return DONE


def _numbers(
    context: CommandContext, workspace: Workspace, counted: FigureSet, known_on: date | None
) -> None:
    console, t = context.console, context.console.translator
    if context.arguments.out:
        write_table(context.arguments.out, figure_sheet(workspace, counted, t))
    if context.arguments.json:
        console.json(figures_as_json(counted, workspace.code_lists, known_on=known_on))
        return
    if context.arguments.out:
        console.line(t.gettext("Written: {path}").format(path=context.arguments.out))
        return
    if counted.counted != counted.period:
        begun = counted.period.first <= counted.counted.last
        text = (
            t.gettext("The period has not ended; counted until {day}.")
            if begun
            else t.gettext("The period has not begun.")
        )
        console.line(text.format(day=t.date(counted.counted.last)))
    rows = [
        (t.gettext(BY_ID[name].title), *_figure_cells(value, t)) for name, value in counted.values.items()
    ]
    console.table(("", t.gettext("Total"), t.gettext("Women"), t.gettext("Men")), rows)


def _figure_cells(value: FigureValue, t: Translator) -> tuple[str, str, str]:
    if isinstance(value, Count):
        return t.number(value.total), t.number(value.split.women), t.number(value.split.men)
    if isinstance(value, Days):
        return ("–" if value.median is None else t.number(value.median, decimals=1)), "", ""
    return t.percent(value.share), "", ""


def _people(context: CommandContext, workspace: Workspace, period: Period, known_on: date | None) -> None:
    arguments, console = context.arguments, context.console
    breakdown, code = find_part(workspace, arguments.people, arguments.part)
    part = FigurePart(
        figure=arguments.people,
        sex=Sex(arguments.sex) if arguments.sex else None,
        age=arguments.age,
        breakdown=breakdown,
        code=code,
    )
    people = people_of_figure(
        workspace, period, part, known_on=known_on, protected_reason=arguments.protected
    )
    if arguments.out:
        _write_people(context, workspace, people)
    if arguments.json:
        console.json([person.sorting for person in people])
        return
    for person in people:
        console.line(_person_line(person, console.translator))


def _write_people(context: CommandContext, workspace: Workspace, people: Sequence[PersonBehind]) -> None:
    arguments, console = context.arguments, context.console
    write_personal_table(
        workspace,
        arguments.out,
        people_sheet(people, console.translator),
        password=None if arguments.unencrypted else export_password(console),
        protected_ids=[one.id for one in people if one.protected] if arguments.protected else [],
        reason=arguments.protected,
    )


def _person_line(person: PersonBehind, t: Translator) -> str:
    many = f"  × {t.number(person.count)}" if person.count > 1 else ""
    name = "" if person.name == person.number else f"  {person.name}"
    return f"{person.number}{name}{many}"


def _explain(context: CommandContext, workspace: Workspace, period: Period, known_on: date | None) -> None:
    if known_on is None:
        raise InvalidInputError("figure.explain_since")
    console, t = context.console, context.console.translator
    found = what_has_changed(workspace, period, known_on, figure=context.arguments.people)
    if context.arguments.json:
        console.json([_difference_json(one) for one in found])
    elif not found:
        console.line(t.gettext("Nobody counts otherwise than on {day}.").format(day=t.date(known_on)))
    for one in found if not context.arguments.json else ():
        console.line(_person_line(one.person, t))
        for change in one.numbers:
            console.line(f"    {_change_line(workspace, change, t)}")
        for entry in one.entries:
            label = operation_label(entry.name, entry.details, workspace.code_lists, t)
            console.line(f"    {t.time(entry.made_at)}  {entry.actor}  {label}")


def _change_line(workspace: Workspace, change: NumberChange, t: Translator) -> str:
    title = t.gettext(BY_ID[change.figure].title)
    if change.breakdown:
        kind = BY_ID[change.figure].breakdowns[change.breakdown]
        title += f", {part_label(change.breakdown, kind, change.code, workspace.code_lists)}"
    return f"{title}: {t.number(change.then)} → {t.number(change.now)}"


def _difference_json(one: PersonDifference) -> dict[str, Any]:
    numbers: Sequence[NumberChange] = one.numbers
    return {
        "person": one.person.sorting,
        "figures": [
            {
                "figure": change.figure,
                **({change.breakdown.value: change.code} if change.breakdown else {}),
                "then": change.then,
                "now": change.now,
            }
            for change in numbers
        ],
        "changes": [
            {"operation": entry.name, "actor": entry.actor, "made_at": entry.made_at.isoformat()}
            for entry in one.entries
        ],
    }
