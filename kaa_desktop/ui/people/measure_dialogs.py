"""Offer, begin and end a measure."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.measures import Measure
from kaa_desktop.services import measures as services
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.service_dialog import ServiceDialog


class OfferDialog(ServiceDialog):
    """Which measure, and when it was offered."""

    def __init__(self, parent: QWidget, context: UiContext, operations: Operations, person_id: str) -> None:
        _ = context.translator.gettext
        super().__init__(parent, context, operations, title=_("Offer a measure"), submit=_("Save offer"))
        self._person_id = person_id
        self._kind = self.code_field(CodeKind.MEASURE)
        self._day = self.date_field(self.today())
        self.begin_with(self._kind)
        self.form.add(_("Measure"), self._kind)
        self.form.add(_("Offered on"), self._day)
        fields = {"kind": self._kind, "day": self._day}
        self.keep_draft("measure.offer", fields, person_id=person_id)
        self.on_submit(self._send)

    def _send(self) -> None:
        _ = self.context.translator.gettext
        self.form.clear_errors()
        kind, workspace, person_id = self.code_of(self._kind), self.context.workspace, self._person_id
        day = self.day_of(self._day) if kind else None
        if kind and day:
            self.change(
                lambda: services.offer_measure(workspace, person_id, kind=kind, offered_on=day),
                lambda _measure_id: _("The offer is saved."),
            )


class BeginDialog(ServiceDialog):
    """The first day."""

    def __init__(self, parent: QWidget, context: UiContext, operations: Operations, measure: Measure) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            operations,
            title=_("Begin the measure"),
            submit=_("Begin"),
            introduction=_name(measure, context),
        )
        self._measure = measure
        self._day = self.date_field(self.today())
        self.begin_with(self._day)
        self.form.add(_("First day"), self._day)
        self.on_submit(self._send)

    def _send(self) -> None:
        _ = self.context.translator.gettext
        self.form.clear_errors()
        day, workspace, measure_id = self.day_of(self._day), self.context.workspace, self._measure.id
        if day:
            self.change(
                lambda: (None, services.begin_measure(workspace, measure_id, started_on=day)),
                lambda _none: _("The measure has begun."),
            )


class EndDialog(ServiceDialog):
    """The last day, why, and what comes after."""

    def __init__(self, parent: QWidget, context: UiContext, operations: Operations, measure: Measure) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            operations,
            title=_("End the measure"),
            submit=_("End"),
            introduction=_name(measure, context),
        )
        self._measure = measure
        self._reason = self.code_field(CodeKind.MEASURE_END_REASON)
        self._day = self.date_field(self.today())
        self._after = self.code_field(CodeKind.OCCUPATION, empty=_("Not known"))
        self.begin_with(self._reason)
        self.form.add(_("Why it ended"), self._reason)
        self.form.add(_("Last day"), self._day)
        self.form.add(_("Occupation after the measure"), self._after)
        fields = {"reason": self._reason, "day": self._day, "after": self._after}
        self.keep_draft(f"measure.end:{measure.id}", fields, person_id=measure.person_id)
        self.on_submit(self._send)

    def _send(self) -> None:
        _ = self.context.translator.gettext
        self.form.clear_errors()
        reason, after = self.code_of(self._reason), self._after.code()
        day = self.day_of(self._day) if reason else None
        workspace, measure_id = self.context.workspace, self._measure.id
        if reason and day:
            self.change(
                lambda: (
                    None,
                    services.end_measure(
                        workspace, measure_id, ended_on=day, reason=reason, occupation_after=after
                    ),
                ),
                lambda _none: _("The measure has ended."),
            )


def _name(measure: Measure, context: UiContext) -> str:
    label = context.workspace.code_lists[CodeKind.MEASURE].label
    return label(measure.kind, context.translator.language)
