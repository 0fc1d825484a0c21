"""The figures of a period as lines of a table, each number of which can be opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kaa_desktop.domain.figure_people import WITHOUT_PEOPLE, FigurePart
from kaa_desktop.domain.figure_values import Count, Days, FigureSet, FigureValue, Share, Split
from kaa_desktop.domain.figures import BY_ID
from kaa_desktop.i18n import Translator
from kaa_desktop.services.figure_sheets import part_name
from kaa_desktop.services.workspace import Workspace

NO_VALUE = "–"


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure, or one part of it.

    Attributes:
        part: what its numbers open into; None where nobody is known behind them.
    """

    figure: str
    title: str
    name: str
    total: str
    women: str
    men: str
    part: FigurePart | None


def figure_lines(workspace: Workspace, figures: FigureSet, translator: Translator) -> list[FigureLine]:
    """All figures, each followed by its parts."""
    lines: list[FigureLine] = []
    for figure, value in figures.values.items():
        title = translator.gettext(BY_ID[figure].title)
        part = None if figure in WITHOUT_PEOPLE else FigurePart(figure=figure)
        lines.append(FigureLine(figure, title, title, *figure_texts(value, translator), part))
        if isinstance(value, Count):
            lines += _parts(workspace, figure, value, translator)
    return lines


def figure_texts(value: FigureValue | None, translator: Translator) -> tuple[str, str, str]:
    """Total, women and men as texts."""
    match value:
        case Count():
            return _split(value.split, translator)
        case Share():
            return translator.percent(value.share), "", ""
        case Days():
            _ = translator.gettext
            if value.median is None:
                return NO_VALUE, "", ""
            decimals = 0 if float(value.median).is_integer() else 1
            return translator.number(value.median, decimals=decimals), "", ""
        case _:
            return NO_VALUE, "", ""


def _parts(workspace: Workspace, figure: str, count: Count, translator: Translator) -> Iterator[FigureLine]:
    _ = translator.gettext
    title = _(BY_ID[figure].title)
    for age, split in count.by_age.items():
        name = _("{age} years").format(age=age)
        part = FigurePart(figure=figure, age=age)
        yield FigureLine(figure, title, f"    {name}", *_split(split, translator), part)
    for breakdown, codes in count.breakdowns.items():
        for code, split in codes.items():
            name = part_name(workspace, figure, breakdown, code, translator)
            part = FigurePart(figure=figure, breakdown=breakdown, code=code)
            yield FigureLine(figure, title, f"    {name}", *_split(split, translator), part)


def _split(split: Split, translator: Translator) -> tuple[str, str, str]:
    return translator.number(split.total), translator.number(split.women), translator.number(split.men)
