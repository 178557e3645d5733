"""AcroForm fields over the slots of a typeset form: names, tooltips, tab order, tags, limits (pikepdf)."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from domain.forms import FieldSpec

_RADIO = 1 << 15
_PRINT = 4
#: Most characters of a kind: the form itself refuses what can only be wrong.
_LENGTH = {"cap": 5, "codice_fiscale": 16, "partita_iva": 11, "pod": 15, "date": 10, "time": 5}
_HINT = {
    "date": "gg/mm/aaaa",
    "number": "numero con la virgola decimale",
    "cap": "5 cifre",
    "pod": "IT…",
    "pec": "indirizzo PEC",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to fill in: points from the top left of page ``page`` (from 1)."""

    id: str
    option: str
    page: int
    x: float
    y: float
    width: float
    height: float


def add_fields(pdf: bytes, slots: Sequence[Slot], specs: Mapping[str, FieldSpec], title: str) -> bytes:
    """Return ``pdf`` with one field for each slot."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        builder = _Builder(document, specs)
        for slot in slots:
            builder.add(slot)
        builder.close(title)
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


class _Builder:
    """Grows the tree of fields and the tags of their widgets."""

    def __init__(self, document: pikepdf.Pdf, specs: Mapping[str, FieldSpec]) -> None:
        self.pdf, self.specs = document, specs
        self.nodes: dict[str, Any] = {}
        self.roots: list[Any] = []
        self.tags: list[tuple[Any, Any]] = []
        helvetica = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
        )
        self.font = document.make_indirect(helvetica)

    def add(self, slot: Slot) -> None:
        """Add the widget of a slot to its page and field."""
        spec = self.specs[slot.id]
        page = self.pdf.pages[slot.page - 1]
        high = float(page.mediabox[3])
        rect = Array([round(v, 2) for v in (slot.x, high - slot.y - slot.height, slot.x + slot.width, high - slot.y)])
        widget = self.pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=rect, F=_PRINT, P=page.obj)
        )
        if spec.kind == "multichoice":
            self._check(widget, spec, slot)
        elif spec.options:
            self._radio(widget, spec, slot)
        else:
            self._text(widget, spec)
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(widget)
        page.Tabs = Name.S
        self.tags.append((widget, page.obj))

    def _text(self, widget: Any, spec: FieldSpec) -> None:
        drawn = spec.kind in ("signature", "presence")
        widget.FT = Name.Sig if spec.kind == "signature" else Name.Tx
        widget.TU = String(_tooltip(spec))
        if not drawn:
            widget.DA = String("/Helv 0 Tf 0 g")
        if spec.kind in _LENGTH:
            widget.MaxLen = _LENGTH[spec.kind]
        self._hang(widget, spec.id)

    def _radio(self, widget: Any, spec: FieldSpec, slot: Slot) -> None:
        group = self.nodes.get(spec.id)
        if group is None:
            group = self.pdf.make_indirect(
                Dictionary(FT=Name.Btn, Ff=_RADIO, TU=String(_tooltip(spec)), V=Name.Off, Kids=Array())
            )
            self._hang(group, spec.id)
        self._ticks(widget, slot)
        widget.Parent = group
        group.Kids.append(widget)

    def _check(self, widget: Any, spec: FieldSpec, slot: Slot) -> None:
        widget.FT, widget.V, widget.TU = (
            Name.Btn,
            Name.Off,
            String(f"{_tooltip(spec)}: {slot.option.replace('_', ' ')}"),
        )
        self._ticks(widget, slot)
        self._hang(widget, f"{spec.id}.{slot.option}")

    def _ticks(self, widget: Any, slot: Slot) -> None:
        wide, high = slot.width, slot.height
        cross = f"q 1 w 1.5 1.5 m {wide - 1.5:.2f} {high - 1.5:.2f} l 1.5 {high - 1.5:.2f} m {wide - 1.5:.2f} 1.5 l S Q".encode()
        box = Array([0.0, 0.0, round(wide, 2), round(high, 2)])
        on = self.pdf.make_stream(cross, Type=Name.XObject, Subtype=Name.Form, BBox=box)
        off = self.pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=box)
        widget.AP = Dictionary(N=Dictionary({f"/{slot.option}": on, "/Off": off}))
        widget.AS = Name.Off

    def _hang(self, node: Any, name: str) -> None:
        """Hang a field into the tree under its dotted name."""
        head, _, last = name.rpartition(".")
        node.T = String(last)
        self.nodes[name] = node
        if not head:
            self.roots.append(node)
            return
        parent = self.nodes.get(head)
        if parent is None:
            parent = self.pdf.make_indirect(Dictionary(Kids=Array()))
            self._hang(parent, head)
        node.Parent = parent
        parent.Kids.append(node)

    def close(self, title: str) -> None:
        """Write the form, the tags of the widgets and the title."""
        resources = Dictionary(Font=Dictionary(Helv=self.font))
        self.pdf.Root.AcroForm = Dictionary(
            Fields=Array(self.roots), NeedAppearances=True, DA=String("/Helv 0 Tf 0 g"), DR=resources
        )
        self._tag()
        self.pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        # The date of the edition stays: a date of today would make other bytes of the same form.
        with self.pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
            meta["dc:title"] = title

    def _tag(self) -> None:
        """Give every widget a Form element in the structure tree (ISO 32000-1, 14.8.4.5 and 14.7.4.4)."""
        root = self.pdf.Root.get("/StructTreeRoot")
        if root is None:
            return
        top = root.K[0] if isinstance(root.K, Array) else root.K
        kids = top.K if isinstance(top.get("/K"), Array) else Array([top.K] if "/K" in top else [])
        following = int(root.get("/ParentTreeNextKey", 100_000))
        extra = Array()
        for widget, page in self.tags:
            element = self.pdf.make_indirect(
                Dictionary(
                    Type=Name.StructElem, S=Name.Form, P=top, Pg=page, K=Dictionary(Type=Name.OBJR, Obj=widget, Pg=page)
                )
            )
            kids.append(element)
            widget.StructParent = following
            extra.append(following)
            extra.append(element)
            following += 1
        top.K = kids
        root.ParentTreeNextKey = following
        _extend(self.pdf, root, extra)


def _extend(pdf: pikepdf.Pdf, root: Any, extra: Any) -> None:
    """Add numbers to the parent tree, whether it is one leaf or has kids."""
    tree = root.ParentTree
    low, high = extra[0], extra[len(extra) - 2]
    if "/Nums" in tree:
        tree.Nums.extend(extra)
        return
    tree.Kids.append(pdf.make_indirect(Dictionary(Nums=extra, Limits=Array([low, high]))))


def _tooltip(spec: FieldSpec) -> str:
    parts = [spec.label, f"[{spec.unit}]" if spec.unit else "", f"({_HINT[spec.kind]})" if spec.kind in _HINT else ""]
    return f"{spec.section} – {' '.join(p for p in parts if p)}"
