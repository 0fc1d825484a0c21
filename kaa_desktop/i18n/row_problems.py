"""What is wrong with a row of a file, in the user's language."""

from __future__ import annotations

from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.i18n.errors import code_sentence
from kaa_desktop.i18n.translator import Translator

_HIDDEN = "…"


def problem_sentence(problem: RowProblem, translator: Translator, *, show_cell: bool = True) -> str:
    """Why a row or cell could not be used; what stood there can be kept out of it."""
    data = {
        **problem.data,
        "text": problem.text if show_cell else _HIDDEN,
        "row": problem.row,
        "column": problem.column,
        "sheet": problem.sheet,
        "list": problem.column,
    }
    return code_sentence(problem.code, data, translator)
