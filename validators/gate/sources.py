"""Where the rules of the gate are written down."""

from domain.findings import Source

MANUAL = "Manuale Portale Operatori-Gestori v1.5"


def manual(article: str, note: str = "") -> Source:
    """Cite the portal's manual."""
    return Source(MANUAL, article, note)
