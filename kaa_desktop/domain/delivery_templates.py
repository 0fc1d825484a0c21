"""What the authority's own template or file description says of columns and codes; a person settles it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kaa_desktop.domain.code_lists import CodeKind, CodeLists
from kaa_desktop.domain.delivery_profiles import Block, DeliveryColumn, DeliveryField, DeliveryProfile
from kaa_desktop.domain.errors import InvalidInputError

_SHORT_CODE = re.compile(r"[0-9A-Za-z]{1,4}")
_NUMBER = re.compile(r"[ _.-]?\(?(\d{1,2})\)?(?=\D*$)")
_NAMES_OF_NAMES = ("variabel", "variabelnamn", "kolumn", "kolumnnamn", "fält", "fältnamn")
_FEWEST = 2

_WORDS: tuple[tuple[DeliveryField, tuple[tuple[str, ...], ...]], ...] = (
    (DeliveryField.MEASURE_ENDED_OCCUPATION, (("sysselsattning", "syss"), ("atgard", "insats", "efter"))),
    (DeliveryField.CONTACT_OCCUPATION, (("sysselsattning", "syss"), ("kontakt",))),
    (
        DeliveryField.MEASURE_ENDED_ON,
        (("atgard", "insats"), ("avslut", "slut", "tom", "upphor"), ("datum", "tom")),
    ),
    (
        DeliveryField.MEASURE_BEGUN_ON,
        (("atgard", "insats"), ("paborj", "start", "from", "inled"), ("datum", "from")),
    ),
    (DeliveryField.MEASURE_ENDED_KIND, (("atgard", "insats"), ("avslut", "slut", "upphor"))),
    (DeliveryField.MEASURE_BEGUN_KIND, (("atgard", "insats"),)),
    (DeliveryField.CONTACT_ON, (("kontakt",),)),
    (DeliveryField.DEREGISTRATION_REASON, (("avreg", "avslut", "upphor"), ("orsak", "anledning", "skal"))),
    (DeliveryField.DEREGISTERED_ON, (("avreg", "avslut", "upphor"),)),
    (DeliveryField.LAST_SCHOOL_ACTIVITY, (("senaste",),)),
    (DeliveryField.REGISTRATION_REASON, (("orsak", "anledning", "skal"),)),
    (DeliveryField.REGISTERED_ON, (("registr", "regdat"),)),
    (DeliveryField.PERSONAL_NUMBER, (("personn", "samordn", "peorgnr"),)),
    (DeliveryField.MUNICIPALITY, (("kommun",),)),
)
"""A header means the first field of which it holds a word from every group."""


@dataclass(frozen=True, slots=True)
class TemplateSheet:
    """The cells of a sheet as text."""

    name: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateReading:
    """A proposal for a person to look through.

    Attributes:
        sheet: where the columns were found.
        profile: with what was understood; unknown columns are delivered empty.
        unknown: headers that were not understood.
        codes: how many codes were found for each list.
    """

    sheet: str
    profile: DeliveryProfile
    unknown: Sequence[str]
    codes: Mapping[CodeKind, int] = field(default_factory=dict)


def read_template(
    sheets: Sequence[TemplateSheet],
    base: DeliveryProfile,
    code_lists: CodeLists,
    *,
    period: str,
    source: str,
) -> TemplateReading:
    """Find columns and codes in the authority's workbook.

    Args:
        sheets: of the workbook.
        base: keeps what a workbook cannot tell, such as the separator.
        code_lists: to know codes by their labels.
        period: the half-year that the workbook is for.
        source: the workbook's name, for people.

    Raises:
        InvalidInputError: `delivery.template_unreadable` where no row names columns.
    """
    found = max(
        ((sheet, names) for sheet in sheets for names in _name_rows(sheet.rows)),
        key=lambda pair: len({known_field(name) for name in pair[1]} - {None}),
        default=None,
    )
    if found is None or len({known_field(name) for name in found[1]} - {None}) < _FEWEST:
        raise InvalidInputError("delivery.template_unreadable", file=source)
    sheet, names = found
    columns, repeats = _columns(names)
    codes = _codes(sheets, code_lists)
    profile = replace(
        base,
        from_period=period,
        confirmed=True,
        source=source,
        columns=columns,
        repeats=repeats,
        codes={**base.codes, **codes},
    )
    unknown = [c.header for c in columns if c.field is DeliveryField.EMPTY]
    return TemplateReading(
        sheet=sheet.name,
        profile=profile,
        unknown=unknown,
        codes={kind: len(values) for kind, values in codes.items()},
    )


def known_field(header: str) -> DeliveryField | None:
    """The field that a header means, or None."""
    bare = _bare(header)
    if bare == "pnr":
        return DeliveryField.PERSONAL_NUMBER
    for delivery_field, groups in _WORDS:
        if all(any(word in bare for word in group) for group in groups):
            return delivery_field
    return None


def _name_rows(rows: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Rows that may be headers, and columns beneath a header that says that they list variables."""
    for index, row in enumerate(rows):
        names = [cell for cell in row if cell]
        if len(names) >= _FEWEST:
            yield names
        for position, cell in enumerate(row):
            if _bare(cell) in map(_bare, _NAMES_OF_NAMES):
                listed = [below[position] for below in rows[index + 1 :] if len(below) > position]
                yield [name for name in listed if name]


def _columns(names: Sequence[str]) -> tuple[tuple[DeliveryColumn, ...], dict[Block, int]]:
    """Columns in order; numbered ones become one pattern, and their highest number the limit."""
    columns: list[DeliveryColumn] = []
    repeats: dict[Block, int] = {}
    seen: set[DeliveryField] = set()
    for name in names:
        known = known_field(name) or DeliveryField.EMPTY
        number = _NUMBER.search(name)
        repeated = known.block in {Block.CONTACT, Block.MEASURE_BEGUN, Block.MEASURE_ENDED}
        if repeated:
            repeats[known.block] = max(repeats.get(known.block, 1), int(number[1]) if number else 1)
        if known in seen and repeated and number:
            continue
        if known in seen:
            known = DeliveryField.EMPTY
        if known is not DeliveryField.EMPTY:
            seen.add(known)
        header = f"{name[: number.start(1)]}{{n}}{name[number.end(1) :]}" if repeated and number else name
        columns.append(DeliveryColumn(known, header))
    return tuple(columns), repeats


def _codes(sheets: Sequence[TemplateSheet], code_lists: CodeLists) -> dict[CodeKind, dict[str, str]]:
    """Pairs of a short code and a known label, stretch by stretch: each stretch is one list."""
    codes: dict[CodeKind, dict[str, str]] = {}
    for sheet in sheets:
        for stretch in _stretches(sheet.rows):
            by_kind = {kind: _matches(stretch, code_lists, kind) for kind in code_lists.lists}
            kind = max(by_kind, key=lambda k: len(by_kind[k]))
            if len(by_kind[kind]) >= _FEWEST:
                codes[kind] = codes.get(kind, {}) | by_kind[kind]
    return codes


def _stretches(rows: Sequence[Sequence[str]]) -> Iterator[list[tuple[str, str]]]:
    stretch: list[tuple[str, str]] = []
    for row in rows:
        pair = _pair(row)
        if pair:
            stretch.append(pair)
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _pair(row: Sequence[str]) -> tuple[str, str] | None:
    for code, label in pairwise(row):
        if _SHORT_CODE.fullmatch(code) and len(label) > len(code):
            return code, label
    return None


def _matches(stretch: Sequence[tuple[str, str]], code_lists: CodeLists, kind: CodeKind) -> dict[str, str]:
    matches = {}
    for code, label in stretch:
        try:
            matches[code_lists[kind].find(label).id] = code
        except InvalidInputError:
            continue
    return matches


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_\d]", "", "".join(c for c in plain if not unicodedata.combining(c)))
