"""What reading a scan needs."""

import extractors.ocr

assert extractors.ocr.read_page is not None
