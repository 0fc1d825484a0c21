"""Streams of pupils as lines: from where, to where, how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.flows import Destination, Flow, Flows, Origin
from kaa_desktop.i18n.notice_labels import destination_label, origin_label
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.table_model import Column

_LOST = frozenset({Destination.LEFT_NOT_KNOWN, Destination.NEVER_BEGAN})
_ORIGINS = tuple(Origin)
_DESTINATIONS = tuple(Destination)


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One stream; `share` is of those who set out from the same place."""

    flow: Flow
    keys: Sequence[str]
    share: float

    @property
    def count(self) -> int:
        """How many people there are in it."""
        return len(self.keys)

    @property
    def lost(self) -> bool:
        """Whether nobody answers for them."""
        return self.flow.destination in _LOST and not self.flow.occupation


def flow_lines(flows: Flows) -> list[FlowLine]:
    """In the order in which one asks: pupils first, and those in school first."""
    order = sorted(
        flows.people,
        key=lambda flow: (
            _ORIGINS.index(flow.origin),
            _DESTINATIONS.index(flow.destination),
            -len(flows.people[flow]),
        ),
    )
    return [
        FlowLine(flow, flows.people[flow], len(flows.people[flow]) / flows.total(flow.origin))
        for flow in order
    ]


def flow_columns(context: UiContext) -> tuple[Column[FlowLine], ...]:
    """From where, to where, the number, and the share as a bar."""
    _, translator = context.translator.gettext, context.translator
    return (
        Column[FlowLine](
            id="from",
            title=_("From"),
            text=lambda line: origin_label(line.flow.origin, translator),
            width=214,
        ),
        Column[FlowLine](
            id="to", title=_("Where today"), text=lambda line: where(line.flow, context), width=244
        ),
        Column[FlowLine](
            id="count",
            title=_("People"),
            text=lambda line: translator.number(line.count),
            number=lambda line: line.count,
            width=74,
            align_right=True,
        ),
        Column[FlowLine](
            id="share",
            title=_("Share"),
            text=lambda line: translator.percent(line.share),
            share=lambda line: line.share,
            width=130,
            stretch=True,
        ),
    )


def where(flow: Flow, context: UiContext) -> str:
    """The destination; what somebody in the register does tells more."""
    text = destination_label(flow.destination, context.translator)
    if not flow.occupation:
        return text
    occupation = context.workspace.code_lists[CodeKind.OCCUPATION].label(
        flow.occupation, context.translator.language
    )
    return f"{text}: {occupation[:1].lower()}{occupation[1:]}"
