"""First gate for PDFs: what is it, can it be opened, what does it carry; nothing is rendered, nothing run.

Decisions (rule book UPL-08: what mainstream viewers open is accepted, so that a verdict surprises nobody):

- A header up to 1,023 bytes into the file, bytes after the end, cross-reference tables that had to be rebuilt and
  hybrid ones are accepted; each is a fact (``header_offset``, ``trailing_bytes``, ``repairs``).
- A zip glued to a PDF's end is a fact (``polyglot``); a program, zip or RAR in front of one is refused: not a PDF.
- qpdf and PDFium are asked; where they differ, PDFium's count holds, for it is what viewers show and our readers
  read: what only PDFium opens is accepted, what only qpdf can rebuild is refused as damaged or truncated.
- A file without its end is refused as truncated if pages or their contents are missing: fewer pages would be lost
  in silence. If all are there it is accepted.
- A user password is refused; an owner password alone (opens freely, "do not print") is a fact.
"""

from extractors.pdf_gate.gate import inspect_pdf

__all__ = ["inspect_pdf"]
