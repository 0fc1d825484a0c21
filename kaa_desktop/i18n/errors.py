"""Sentences for the codes that domain, storage and files raise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.delivery_profiles import DeliveryField
from kaa_desktop.domain.errors import FilesRefusedError, KaaError
from kaa_desktop.domain.marking import N_
from kaa_desktop.i18n import delivery_sentences, file_sentences, register_sentences, work_sentences
from kaa_desktop.i18n.labels import code_kind_label
from kaa_desktop.i18n.refused_files import none_imported, refused_sentences
from kaa_desktop.i18n.source_labels import files_of
from kaa_desktop.i18n.translator import Translator

_UNKNOWN = N_("Something unexpected happened. Nothing was lost; the technical log says where.")


def error_sentence(error: BaseException, translator: Translator) -> str:
    """What is wrong, where, and what to do, in the user's language."""
    if not isinstance(error, KaaError):
        return translator.gettext(_UNKNOWN)
    if isinstance(error, FilesRefusedError):
        told = refused_sentences(error, lambda trouble: error_sentence(trouble, translator))
        return "\n".join([*told, none_imported(error, translator)] if error.given > 1 else told)
    return code_sentence(error.code, error.data, translator)


def code_sentence(code: str, data: Mapping[str, object], translator: Translator) -> str:
    """The sentence for a code with its data; a code without one is shown itself, never a traceback."""
    for sentences in (register_sentences, work_sentences, file_sentences, delivery_sentences):
        if code in sentences.SENTENCES:
            text = translator.gettext(sentences.SENTENCES[code])
            return text.format_map(_Shown({k: _show(k, v, translator) for k, v in data.items()}))
    return f"{translator.gettext(_UNKNOWN)} ({code})"


class _Shown(dict[str, str]):
    """Data for a sentence; what is missing leaves a dash, since a sentence is better than a crash."""

    def __missing__(self, key: str) -> str:
        return "–"


def _show(name: str, value: object, translator: Translator) -> str:
    if isinstance(value, dt.date):
        return translator.date(value)
    if name == "list" and value in set(CodeKind):
        return code_kind_label(CodeKind(str(value)), translator)
    if name == "sources" and isinstance(value, tuple):
        return files_of(value, translator)
    if name == "field":
        return delivery_sentences.field_label(DeliveryField(str(value)), translator)
    return translator.number(value) if isinstance(value, int) else str(value)
