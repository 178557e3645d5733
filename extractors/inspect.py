"""The door to the first gate for PDFs; what it decides and why stands in ``extractors.pdf_gate``."""

from extractors.pdf_gate.gate import inspect_pdf

__all__ = ["inspect_pdf"]
