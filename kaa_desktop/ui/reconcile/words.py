"""The words of this page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.reconcile_decisions import RejectReason
from kaa_desktop.services.reconcile_words import ReconcileWords
from kaa_desktop.ui.common.context import UiContext

REJECTIONS: Mapping[RejectReason, str] = MappingProxyType(
    {
        RejectReason.SOURCE_WRONG: N_("The source is wrong"),
        RejectReason.KNOWN_OTHERWISE: N_("We know better from the work"),
        RejectReason.NOT_OURS: N_("Not our responsibility"),
        RejectReason.AGREED: N_("Is to stay as it is"),
    }
)


def words_of(context: UiContext) -> ReconcileWords:
    """What tells of differences in the user's language."""
    return ReconcileWords(context.workspace.code_lists, context.translator)
