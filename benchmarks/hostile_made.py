"""Small hostile PDFs, drawn here object by object: what public collections hold of loops, bombs, lies and disguises.

python -m benchmarks.hostile_made FOLDER      writes them, and the archives of ``hostile_zips``, for ``make hostile``
"""

from __future__ import annotations

import argparse
import io
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path

import pikepdf

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.hostile_zips import zips

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_BOX = b"[0 0 595 842]"
_TEXT = b"BT /F1 12 Tf 72 720 Td (Gentile cliente, si risponde) Tj ET"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object's body."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), entries, data)


def packed(data: bytes, entries: bytes = b"") -> bytes:
    """Return a deflated stream object's body."""
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode" + entries)


def draw(more: Mapping[int, bytes] | None = None, *, page: bytes = b"", catalog: bytes = b"", pages: bytes = b"",
         content: bytes = _TEXT, resources: bytes = b"", trailer: bytes = b"", table: bool = True) -> bytes:  # fmt: skip
    """Return a one-page PDF with these additions; ``more`` adds objects or puts others in the place of ours (1 to 5)."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1%s>>" % pages,
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>%s>>/Contents 4 0 R%s>>"
        % (resources, page),
        4: packed(content),
        5: _FONT,
        **(more or {}),
    }
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    at = len(out)
    if table:
        out += b"xref\n0 1\n0000000000 65535 f \n"
        out += b"".join(b"%d 1\n%010d 00000 n \n" % place for place in sorted(places.items()))
    return bytes(out) + b"trailer\n<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        max(objects) + 1,
        trailer,
        at,
    )


def _trees() -> dict[str, bytes]:
    deep = {n: b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (n - 1, n + 1) for n in range(11, 3000)}
    top = {2: b"<</Type/Pages/Kids[10 0 R]/Count 1>>", 10: b"<</Type/Pages/Parent 2 0 R/Kids[11 0 R]/Count 1>>"}
    last = {3000: b"<</Type/Page/Parent 2999 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"}
    kids = b"<</Type/Pages/Kids[%s]/Count %d>>"
    names = {6: b"<</Kids[7 0 R]>>", 7: b"<</Kids[6 0 R]>>"}
    field = {
        6: b"<</Fields[7 0 R]>>",
        7: b"<</T(a)/FT/Tx/Kids[8 0 R]/Parent 8 0 R>>",
        8: b"<</T(b)/Kids[7 0 R]/Parent 7 0 R>>",
    }
    outline = {
        6: b"<</First 7 0 R/Last 7 0 R/Count 1>>",
        7: b"<</Title(x)/Next 7 0 R/Prev 7 0 R/First 7 0 R/Parent 7 0 R>>",
    }
    return {
        "pagine-dichiarate": draw({2: b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>"}),
        "pagine-negative": draw({2: b"<</Type/Pages/Kids[3 0 R]/Count -1>>"}),
        "pagine-tremila": draw({2: kids % (b"3 0 R " * 3000, 3000)}),
        "albero-profondo": draw({**deep, **top, **last}),
        "albero-ciclico": draw({2: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>"}),
        "albero-assente": draw({2: b"null"}),
        "nomi-ciclici": draw(names, catalog=b"/Names<</EmbeddedFiles 6 0 R>>"),
        "campi-ciclici": draw(field, catalog=b"/AcroForm 6 0 R"),
        "indice-ciclico": draw(outline, catalog=b"/Outlines 6 0 R"),
        "articoli-ciclici": draw(
            {6: b"<</F 7 0 R>>", 7: b"<</N 7 0 R/V 7 0 R/T 6 0 R/P 3 0 R>>"}, catalog=b"/Threads[6 0 R]"
        ),
        "vettori-annidati": draw({6: b"[" * 50_000 + b"]" * 50_000}, catalog=b"/X 6 0 R"),
        "dizionari-annidati": draw({6: b"<</A" * 20_000 + b" 1" + b">>" * 20_000}, catalog=b"/X 6 0 R"),
        "riferimento-a-se": draw({6: b"6 0 R", 4: b"4 0 R"}, catalog=b"/X 6 0 R"),
    }


def _contents() -> dict[str, bytes]:
    itself = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 5>>stream\n/X Do\nendstream"
    laughs = {
        6 + n: stream(
            b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (7 + n)
        )
        for n in range(30)
    }
    glyph = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/CharProcs<</a 6 0 R>>/Encoding<</Differences[0/a]>>/FirstChar 0/LastChar 255/Widths[%s]/Resources<</Font<</F1 5 0 R>>>>>>" % (b"9 " * 256)  # fmt: skip
    ranges = (
        b"1 begincodespacerange <0000> <ffffffff> endcodespacerange 1 beginbfrange <0000> <ffffffff> <0000> endbfrange"
    )
    return {
        "modulo-di-se-stesso": draw({6: itself}, resources=b"/XObject<</X 6 0 R>>", content=b"/X Do"),
        "mille-risate": draw(laughs, resources=b"/XObject<</X 6 0 R>>", content=b"/X Do"),
        "contenuti-ripetuti": draw().replace(b"/Contents 4 0 R", b"/Contents[%s]" % (b"4 0 R " * 30_000)),
        "carattere-di-se-stesso": draw({5: glyph, 6: stream(b"9 0 d0 " + _TEXT)}, content=b"BT /F1 9 Tf (aaa) Tj ET"),
        "carattere-ciclico": draw({5: b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 5 0 R>>"}),
        "mappa-enorme": draw({5: _FONT[:-2] + b"/ToUnicode 6 0 R>>", 6: stream(b"/X usecmap " + ranges)}),
        "motivo-minimo": draw({6: stream(b"0 0 9 9 re f", b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep .001/YStep .001"
                               b"/Resources<<>>")}, resources=b"/Pattern<</P 6 0 R>>", content=_TEXT + b" /Pattern cs /P scn 0 0 595 842 re f"),
        "maschera-ciclica": draw({6: b"<</Type/ExtGState/SMask<</S/Luminosity/G 7 0 R>>>>", 7: stream(b"/G gs 0 0 9 9 re f",
                                  b"/Subtype/Form/BBox[0 0 9 9]/Group<</S/Transparency>>/Resources<</ExtGState<</G 6 0 R>>>>")},
                                 resources=b"/ExtGState<</G 6 0 R>>", content=_TEXT + b" /G gs 0 0 9 9 re f"),
        "parentesi-aperte": draw(content=b"BT /F1 9 Tf " + b"(" * 200_000),
        "pile-annidate": draw(content=b"q " * 200_000 + _TEXT),
        "immagine-in-linea": draw(content=_TEXT + b" BI /W 2000000000 /H 2000000000 /BPC 8 /CS /RGB ID x EI"),
        "note-centomila": draw({6: b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(x)>>"}, page=b"/Annots[%s]" % (b"6 0 R " * 100_000)),
        "testo-lunghissimo": draw(content=b"BT /F1 1 Tf " + b"(si risponde) Tj " * 150_000 + b"ET"),
        "funzione-ricorsiva": draw({6: b"<</FunctionType 3/Domain[0 1]/Functions[6 0 R 6 0 R]/Bounds[.5]/Encode[0 1 0 1]>>"},
                                   resources=b"/ColorSpace<</C[/Separation/X/DeviceRGB 6 0 R]>>", content=_TEXT + b" /C cs 1 scn 0 0 9 9 re f"),
    }  # fmt: skip


def _images() -> dict[str, bytes]:
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d/ColorSpace/DeviceGray"
    kinds = {
        "jbig2": (
            b"\x00\x00\x00\x00\x30\x00\x01\x00\x00\x00\x13\xff\xff\xff\xff\xff\xff\xff\xff" + b"\0" * 11,
            b"/Filter/JBIG2Decode",
            1,
        ),
        "jpx": (
            b"\xff\x4f\xff\x51\x00\x29\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff" + b"\0" * 40,
            b"/Filter/JPXDecode",
            8,
        ),
        "ccitt": (
            b"\x00\x10" * 50,
            b"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 2000000000/Rows 2000000000>>",
            1,
        ),
        "dct": (b"\xff\xd8\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\x01\x01\x11\x00\xff\xd9", b"/Filter/DCTDecode", 8),
        "predittore": (
            zlib.compress(b"x"),
            b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647/Colors 99>>",
            8,
        ),
        "lzw": (b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", b"/Filter/LZWDecode", 8),
    }
    return {
        f"immagine-{name}": draw({6: stream(data, head % (60_000, 60_000, bits) + how)}, resources=b"/XObject<</I 6 0 R>>",
                                 content=_TEXT + b" q 595 0 0 842 0 0 cm /I Do Q")
        for name, (data, how, bits) in kinds.items()
    }  # fmt: skip


def _bytes() -> dict[str, bytes]:
    plain = draw()
    bomb = zlib.compress(zlib.compress(b"\0" * (60 << 20), 9), 9)
    xref_stream = b"%PDF-1.7\n1 0 obj<</Type/XRef/Size 2147483647/W[8 8 8]/Root 2 0 R/Prev 9/Length 0>>stream\n\nendstream endobj\nstartxref\n9\n%%EOF"
    return {
        "tabella-assente": draw(table=False),
        "tabella-lontana": plain.replace(b"startxref\n", b"startxref\n99999999999999999999"),
        "tabella-ciclica": draw(trailer=b"/Prev %d" % plain.index(b"xref\n0 1")),
        "tabella-in-flusso-ciclica": xref_stream,
        "radice-assente": plain.replace(b"/Root 1 0 R", b"/Roo1 1 0 R"),
        "lunghezza-negativa": plain.replace(b"<</Length ", b"<</Length -"),
        "lunghezza-di-se-stessa": draw({4: b"<</Length 4 0 R>>stream\n" + _TEXT + b"\nendstream"}),
        "oggetti-dichiarati": draw({6: stream(b"7 0 <<>>", b"/Type/ObjStm/N 2000000000/First 2000000000"), 7: b"null"}),
        "oggetto-numero-enorme": plain.replace(b"5 0 obj", b"4294967295 0 obj"),
        "filtri-cento": draw({4: stream(b"x" * 99, b"/Filter[%s]" % (b"/FlateDecode" * 100))}),
        "bomba-doppia": draw({4: stream(bomb, b"/Filter[/FlateDecode/FlateDecode]")}),
        "riquadro-enorme": plain.replace(_BOX, b"[0 0 1000000 1000000]"),
        "riquadro-vuoto": plain.replace(_BOX, b"[0 0 0 0]"),
        "riquadro-strano": plain.replace(_BOX, b"[/a(b)null]/CropBox[9]/Rotate 45/UserUnit 1e20"),
        "intestazione-a-1023": b"\n" * 1019 + plain,
        "intestazione-a-1025": b"\n" * 1025 + plain,
        "risate-xfa": draw({6: b"<</Fields[]/XFA 7 0 R>>", 7: stream(_LAUGHING_XML)}, catalog=b"/AcroForm 6 0 R"),
        "cifrato-senza-password": _encrypted(""),
        "cifrato-con-password": _encrypted("segreta"),
        "cifrato-ignoto": draw(trailer=b"/Encrypt<</Filter/Ignoto/V 4/R 4/O(x)/U(x)/P -1>>/ID[(a)(b)]"),
        "cifrato-finto": draw(trailer=b"/Encrypt<</Filter/Standard/V 99/R 99/O(x)/U(x)/P -1>>/ID[(a)(b)]"),
        "poliglotta-zip": plain + zips()["buono"],
        "programma-accodato": plain + b"MZ" + b"\0" * 5000,
        "solo-intestazione": b"%PDF-1.7\n",
        "nulli": b"%PDF-1.7\n" + b"\0" * 300_000,
        "cancelletti": b"%PDF-1.7\n1 0 obj<</" + b"#" * 200_000 + b" 1>>endobj\n%%EOF",
        "html": b"<!DOCTYPE html><html><body>%PDF</body></html>",
    }


_LAUGHING_XML = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(20)) + b"]><x>&u;</x>"  # fmt: skip


def _encrypted(user: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(draw())) as made:
        made.save(out, encryption=pikepdf.Encryption(user=user, owner="padrone"))
    return out.getvalue()


def pdfs() -> dict[str, bytes]:
    """Return all of them by name."""
    return {**_trees(), **_contents(), **_images(), **_bytes()}


def write(folder: Path) -> list[Path]:
    """Write PDFs and archives below ``folder``, each kind into one of its own; returns the two."""
    made = {folder / "fatti-pdf": (pdfs(), "pdf"), folder / "fatti-zip": (zips(), "zip")}
    for place, (files, ending) in made.items():
        place.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (place / f"{name}.{ending}").write_bytes(data)
    return list(made)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    write(parser.parse_args().folder)
