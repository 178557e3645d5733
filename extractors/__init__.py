"""Bytes to typed content: archives, PDF, OCR, forms. The only room where foreign exceptions become findings."""
