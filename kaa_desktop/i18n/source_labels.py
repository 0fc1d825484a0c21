"""Words for the sources and for what their rows say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.reconcile_decisions import Evidence, SourceKind
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.domain.target_group import ExamKind
from kaa_desktop.i18n.notice_labels import notice_kind_label
from kaa_desktop.i18n.translator import Translator

_SOURCES: Mapping[SourceKind, str] = MappingProxyType(
    {
        SourceKind.POPULATION: N_("Population"),
        SourceKind.ENROLMENT: N_("Pupils"),
        SourceKind.EXAM: N_("Exams"),
        SourceKind.NOTICE: N_("School notice"),
    }
)
_FILES: Mapping[SourceKind, str] = MappingProxyType(
    {
        SourceKind.POPULATION: N_("the population file"),
        SourceKind.ENROLMENT: N_("all enrolment files"),
        SourceKind.EXAM: N_("all exam files"),
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


def files_of(sources: Iterable[str], translator: Translator) -> str:
    """All files of those kinds, within a sentence."""
    *others, last = (translator.gettext(_FILES[SourceKind(source)]) for source in sources)
    if not others:
        return last
    return translator.gettext("{others} and {last}").format(others=", ".join(others), last=last)


def evidence_text(evidence: Evidence, translator: Translator) -> str:
    """A source row with what it says."""
    return f"{source_row(evidence, translator)}: {_said(evidence, translator)}"


def source_row(evidence: Evidence, translator: Translator) -> str:
    """Where the fact stands: file and row number, or that it is a notice."""
    name = source_label(evidence.source, translator)
    if evidence.source is SourceKind.NOTICE:
        return name
    return translator.gettext("{source} row {row}").format(source=name, row=evidence.file_row)


def _said(evidence: Evidence, translator: Translator) -> str:
    _, date = translator.gettext, translator.date
    if evidence.source is SourceKind.EXAM:
        return f"{_(_EXAMS[ExamKind(evidence.what)])}, {date(evidence.first)}"
    if evidence.source is SourceKind.NOTICE:
        told = notice_kind_label(NoticeKind(evidence.what), translator), date(evidence.first), evidence.where
        return ", ".join(filter(None, told))
    if evidence.source is SourceKind.ENROLMENT:
        what = ", ".join(filter(None, (evidence.what, evidence.where)))
        days = f"{date(evidence.first)} – {date(evidence.last) if evidence.last else ''}".strip()
        return f"{what}, {days}" if what else days
    home = _("municipality {code}").format(code=evidence.what or "–")
    if evidence.first is None:
        return home
    return _("{home}, moved in {day}").format(home=home, day=date(evidence.first))
