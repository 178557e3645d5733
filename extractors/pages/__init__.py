"""Digital pages: words, ruled lines, boxes, strokes, widgets and annotations of a PDF as ``domain.pages.Page``."""
