"""Words for the sources and for what their rows say."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.reconcile_decisions import Evidence, SourceKind
from kaa_desktop.domain.target_group import ExamKind
from kaa_desktop.i18n.translator import Translator

_SOURCES: Mapping[SourceKind, str] = MappingProxyType(
    {
        SourceKind.POPULATION: N_("Population"),
        SourceKind.ENROLMENT: N_("Pupils"),
        SourceKind.EXAM: N_("Exams"),
    }
)
_EXAMS: Mapping[ExamKind, str] = MappingProxyType(
    {
        ExamKind.DIPLOMA: N_("upper secondary diploma"),
        ExamKind.ADAPTED_CERTIFICATE: N_("certificate of adapted upper secondary school"),
        ExamKind.EQUIVALENT: N_("equivalent education"),
        ExamKind.STUDY_CERTIFICATE: N_("study certificate"),
    }
)


def source_label(kind: SourceKind, translator: Translator) -> str:
    """The source in a word."""
    return translator.gettext(_SOURCES[kind])


def evidence_text(evidence: Evidence, translator: Translator) -> str:
    """A source row with what it says."""
    _ = translator.gettext
    place = _("{source} row {row}").format(
        source=source_label(evidence.source, translator), row=evidence.file_row
    )
    return f"{place}: {_said(evidence, translator)}"


def _said(evidence: Evidence, translator: Translator) -> str:
    _, date = translator.gettext, translator.date
    if evidence.source is SourceKind.EXAM:
        return f"{_(_EXAMS[ExamKind(evidence.what)])}, {date(evidence.first)}"
    if evidence.source is SourceKind.ENROLMENT:
        what = ", ".join(filter(None, (evidence.what, evidence.where)))
        days = f"{date(evidence.first)} – {date(evidence.last) if evidence.last else ''}".strip()
        return f"{what}, {days}" if what else days
    home = _("municipality {code}").format(code=evidence.what or "–")
    if evidence.first is None:
        return home
    return _("{home}, moved in {day}").format(home=home, day=date(evidence.first))
