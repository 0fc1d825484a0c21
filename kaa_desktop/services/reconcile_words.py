"""Differences in words: who, why somebody is listed, what changes, and which rows say so."""

from __future__ import annotations

from dataclasses import dataclass

from kaa_desktop.domain.code_lists import CodeKind, CodeLists
from kaa_desktop.domain.placements import Placement
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.labels import column_label, number_kind_label, placement_label
from kaa_desktop.i18n.source_labels import source_row
from kaa_desktop.services.reconcile_rows import Change, ReconcileRow


@dataclass(frozen=True, slots=True)
class ReconcileWords:
    """Tells of differences in one language."""

    code_lists: CodeLists
    translator: Translator

    def name(self, row: ReconcileRow) -> str:
        """The name, or the case number of protected people."""
        if row.details is None:
            return row.case_number
        return f"{row.details.first_name} {row.details.last_name}".strip() or row.details.number.formatted

    def number(self, row: ReconcileRow) -> str:
        """The identity number, with its kind where it is no ordinary one."""
        if row.details is None:
            return self.translator.gettext("protected")
        number = row.details.number
        kind = number_kind_label(number.kind, self.translator)
        return number.formatted if number.kind.value == "personal" else f"{number.formatted} ({kind})"

    def why(self, row: ReconcileRow) -> str:
        """Why the person is listed, and what acting would do."""
        _ = self.translator.gettext
        difference = row.difference
        if difference.group is Group.NEW:
            reason = self._code(CodeKind.REGISTRATION_REASON, row.reason)
            return _("In the target group: {reason}").format(reason=reason)
        if difference.closing:
            reason = self._code(CodeKind.DEREGISTRATION_REASON, difference.closing.reason)
            return _("{reason}, {day}").format(reason=reason, day=self.translator.date(difference.closing.on))
        if difference.decide:
            return placement_label(Placement(difference.decide.value), self.translator)
        if difference.group is Group.CHANGED:
            return "; ".join(map(self.change, row.changes))
        return _("In the register, but not in the population file")

    def why_short(self, row: ReconcileRow) -> str:
        """For a table, where the group is told beside it."""
        if row.difference.group is Group.NEW:
            return self._code(CodeKind.REGISTRATION_REASON, row.reason)
        return self.why(row)

    def change(self, change: Change) -> str:
        """What the register has and what the file says."""
        if change.name == "protection":
            return self.translator.gettext("The file marks the person as protected")
        name = column_label(change.name, self.translator)
        return f"{name}: {change.had or '–'} → {change.said}"

    def evidence(self, row: ReconcileRow) -> str:
        """File and row number of each source row."""
        return ", ".join(source_row(one, self.translator) for one in row.evidence)

    def _code(self, kind: CodeKind, code: str) -> str:
        return self.code_lists[kind].label(code, self.translator.language) if code else "–"
