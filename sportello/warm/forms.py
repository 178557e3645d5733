"""Everything that reading and judging a form needs: descriptions, catalogues, rules, libraries."""

from datetime import date

import extractors.ocr
from domain.catalogues import field_index
from domain.forms import Reading
from extractors.forms.read import read_form
from extractors.forms.wording.describe import describe, known_forms
from validators.forms.judge import judge_form

assert extractors.ocr.read_page is not None
assert read_form is not None
for _name in known_forms():
    describe(_name)
    field_index(_name)
judge_form(Reading("regolamento-esercizio-mt", 0), day=date(2025, 1, 1))
