"""Writes a drawing as SVG: text stays text, and the whole has a title and a description."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from kaa_desktop.reports.drawing import Anchor, Box, Drawing, Label, Line, Marker, MarkerShape, Shape
from kaa_desktop.reports.fonts import register_fonts, text_width
from kaa_desktop.reports.styles import REGULAR, SEMIBOLD

_FAMILY = "'Source Sans 3', 'Source Sans Pro', Arial, sans-serif"
_HATCH_STEP = 4.2
_MARKER = 2.9


def svg(drawing: Drawing, *, own: str, title: str, alt: str, language: str) -> bytes:
    """The drawing on white.

    Args:
        drawing: what to draw.
        own: the beginning of all ids in it, so that several can stand on one web page.
        title: for programs that read aloud.
        alt: all it shows, in words.
        language: of its texts, such as `sv`.
    """
    register_fonts()
    width, height = _number(drawing.width), _number(drawing.height)
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt"'
        f' viewBox="0 0 {width} {height}" xml:lang="{language}" role="img"'
        f' aria-labelledby="{own}-title {own}-desc" font-family="{escape(_FAMILY)}">'
    )
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        root,
        f'<title id="{own}-title">{_text(title)}</title>',
        f'<desc id="{own}-desc">{_text(alt)}</desc>',
        *_patterns(drawing, own),
        f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
        *(line for shape in drawing.shapes for line in _shape(shape, own)),
        "</svg>",
    ]
    return ("\n".join(parts) + "\n").encode()


def _patterns(drawing: Drawing, own: str) -> Iterator[str]:
    """Diagonal lines, once for each colour."""
    colours = sorted({shape.fill.hatch for shape in drawing.shapes if isinstance(shape, Box)} - {""})
    step = _HATCH_STEP
    for colour in colours:
        yield (
            f'<defs><pattern id="{_pattern(own, colour)}" width="{step}" height="{step}"'
            f' patternUnits="userSpaceOnUse"><path d="M-1 1l2 -2M0 {step}l{step} -{step}'
            f'M{step - 1:g} {step + 1:g}l2 -2" stroke="{colour}" stroke-width="0.7"/></pattern></defs>'
        )


def _shape(shape: Shape, own: str) -> Iterator[str]:
    match shape:
        case Box():
            yield from _box(shape, own)
        case Line():
            yield _line(shape)
        case Marker():
            yield _marker(shape)
        case Label():
            yield _label(shape)


def _box(box: Box, own: str) -> Iterator[str]:
    place = (
        f'x="{_number(box.x)}" y="{_number(box.y)}"'
        f' width="{_number(box.width)}" height="{_number(box.height)}"'
    )
    yield f'<rect {place} fill="{box.fill.colour}"/>'
    if box.fill.hatch:
        yield f'<rect {place} fill="url(#{_pattern(own, box.fill.hatch)})"/>'
    if box.fill.outline:
        yield f'<rect {place} fill="none" stroke="{box.fill.outline}" stroke-width="0.7"/>'


def _line(line: Line) -> str:
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in line.points)
    dash = f' stroke-dasharray="{" ".join(map(_number, line.dash))}"' if line.dash else ""
    return (
        f'<polyline points="{points}" fill="none" stroke="{line.colour}"'
        f' stroke-width="{_number(line.width)}"{dash}/>'
    )


def _marker(marker: Marker) -> str:
    x, y = marker.x, marker.y
    corners: tuple[tuple[float, float], ...]
    match marker.shape:
        case MarkerShape.CIRCLE:
            return f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_MARKER}" fill="{marker.colour}"/>'
        case MarkerShape.SQUARE:
            corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
        case MarkerShape.TRIANGLE:
            corners = ((-1.2, 1), (1.2, 1), (0, -1.35))
    points = " ".join(
        f"{_number(x + right * _MARKER)},{_number(y + down * _MARKER)}" for right, down in corners
    )
    return f'<polygon points="{points}" fill="{marker.colour}"/>'


def _label(label: Label) -> str:
    """The length holds the text in its place where the font is not there."""
    length = text_width(label.text, SEMIBOLD if label.bold else REGULAR, label.size)
    anchor = "" if label.anchor is Anchor.START else f' text-anchor="{label.anchor}"'
    weight = ' font-weight="600"' if label.bold else ""
    return (
        f'<text x="{_number(label.x)}" y="{_number(label.y)}" font-size="{_number(label.size)}"{weight}'
        f' fill="{label.colour}"{anchor} textLength="{_number(length)}" lengthAdjust="spacingAndGlyphs">'
        f"{_text(label.text)}</text>"
    )


def _pattern(own: str, colour: str) -> str:
    return f"{own}-lines-{colour.removeprefix('#').lower()}"


def _text(text: str) -> str:
    """Without characters that XML cannot hold."""
    return escape("".join(sign for sign in text if sign.isprintable() or sign.isspace()), quote=False)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
