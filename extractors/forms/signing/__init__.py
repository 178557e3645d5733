"""Signatures: in ink, as pictures or stamps, and digital ones (PAdES)."""
