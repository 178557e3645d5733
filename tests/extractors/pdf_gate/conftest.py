from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.pdf_facts import PdfFacts, PdfPolicy
from extractors.inspect import inspect_pdf

# importlib mode leaves the helpers' folder off the path.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def looked(tmp_path: Path) -> Callable[..., PdfFacts]:
    def look(data: bytes, policy: PdfPolicy | None = None) -> PdfFacts:
        path = tmp_path / "documento.pdf"
        path.write_bytes(data)
        return inspect_pdf(path, policy)

    return look
