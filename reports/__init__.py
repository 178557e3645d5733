"""Rows to PDF, XLSX and mail."""
