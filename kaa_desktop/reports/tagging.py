"""Attaches structure tree, language, metadata and colour profile to a drawn PDF (PDF/UA-1, PDF/A-2a)."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from kaa_desktop.reports.metadata import CREATOR_TOOL, PRODUCER, DocumentInfo, xmp_packet
from kaa_desktop.reports.structure import Element
from kaa_desktop.system.assets import resource

_RGB_COMPONENTS = 3


def attach_structure(
    drawn: bytes, root: Element, pages: Sequence[Sequence[Element]], info: DocumentInfo
) -> bytes:
    """Finish a drawn document.

    Args:
        drawn: the pages with their marked content.
        root: the document's element.
        pages: the elements of each page's marks in order.
        info: title, author, language and date.
    """
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        _write_tree(pdf, root, pages)
        _write_catalogue(pdf, info)
        _write_colour_profile(pdf)
        _write_metadata(pdf, info)
        out = io.BytesIO()
        pdf.save(
            out,
            min_version="1.7",
            compress_streams=True,
            recompress_flate=True,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
        )
    return out.getvalue()


def _write_tree(pdf: pikepdf.Pdf, root: Element, pages: Sequence[Sequence[Element]]) -> None:
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    writer = _TreeWriter(pdf)
    tree.K = Array([writer.write(root, tree)])
    numbers: list[pikepdf.Object | int] = []
    for number, (page, marks) in enumerate(zip(pdf.pages, pages, strict=True)):
        page.obj.StructParents = number
        page.obj.Tabs = Name.S
        owners = pdf.make_indirect(Array([writer.written[element] for element in marks]))
        numbers += [number, owners]
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.ParentTreeNextKey = len(pages)
    pdf.Root.StructTreeRoot = tree


class _TreeWriter:
    """Writes elements and remembers each one's object for the parent tree."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self.written: dict[Element, pikepdf.Object] = {}

    def write(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        node = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.tag), P=parent))
        self.written[element] = node
        if element.alt:
            node.Alt = String(element.alt)
        if attributes := _attributes(element):
            node.A = attributes
        kids: list[pikepdf.Object] = []
        for child in element.children:
            if isinstance(child, Element):
                kids.append(self.write(child, node))
            else:
                page = self._pages[child.page - 1]
                kids.append(Dictionary(Type=Name.MCR, Pg=page, MCID=child.mark))
        node.K = Array(kids)
        return node


def _attributes(element: Element) -> pikepdf.Object | None:
    if element.scope:
        return Dictionary(O=Name.Table, Scope=Name("/" + element.scope))
    if element.tag == "L":
        return Dictionary(O=Name.List, ListNumbering=Name.Disc)
    if element.bounds:
        bounds = element.bounds
        box = [round(value, 2) for value in (bounds.left, bounds.bottom, bounds.right, bounds.top)]
        return Dictionary(O=Name.Layout, BBox=Array(box), Placement=Name.Block)
    return None


def _write_catalogue(pdf: pikepdf.Pdf, info: DocumentInfo) -> None:
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String(info.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _write_colour_profile(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(resource("icc", "sRGB.icc").read_bytes())
    profile.N = _RGB_COMPONENTS
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _write_metadata(pdf: pikepdf.Pdf, info: DocumentInfo) -> None:
    packet = pdf.make_stream(xmp_packet(info))
    packet.Type = Name.Metadata
    packet.Subtype = Name.XML
    pdf.Root.Metadata = packet
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    day = info.made_on.strftime("D:%Y%m%d000000+00'00'")
    facts = {"Title": info.title, "Author": info.author, "Creator": CREATOR_TOOL, "Producer": PRODUCER}
    for key, value in {**facts, "CreationDate": day, "ModDate": day}.items():
        pdf.docinfo[Name("/" + key)] = String(value)
