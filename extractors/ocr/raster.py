"""A page's pixels: the embedded image where one fills the page, else a rendering; never over budget."""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from extractors.ocr.policy import OcrPolicy

Gray = NDArray[np.uint8]

#: An image is taken for the page when each of its edges lies this near to the page's (points): scanners leave no margins.
NEAR = 2.0


class Raster(NamedTuple):
    """Grey pixels of a page as displayed (its ``/Rotate`` applied), with size in points and resolution."""

    gray: Gray
    dpi: float
    width: float
    height: float


class Refused(NamedTuple):
    """Why a page was not turned into pixels (Italian), and its size in points."""

    reason: str
    width: float
    height: float


def _gray(pixels: Any) -> Gray:
    """Grey of a bitmap with one, three (BGR) or four (BGRx) channels."""
    flat = np.asarray(pixels, np.uint8)
    if flat.ndim == 2:
        return flat
    if flat.shape[2] == 1:
        return np.ascontiguousarray(flat[:, :, 0])
    code = cv2.COLOR_BGR2GRAY if flat.shape[2] == 3 else cv2.COLOR_BGRA2GRAY
    return np.asarray(cv2.cvtColor(flat, code), np.uint8)


def _upright_matrix(image: Any) -> bool:
    """Tell whether the image stands on the page unturned and unmirrored (a positive diagonal matrix)."""
    a, b, c, d, _, _ = image.get_matrix().get()
    return bool(a > 0 and d > 0 and abs(b) < 1e-3 * a and abs(c) < 1e-3 * d)


def _embedded(page: Any, policy: OcrPolicy) -> Gray | None:
    """Return the pixels of the one image that fills the page, or None when rendering is the safer way.

    Text or drawings over the image (annotations, form fields, overlays) would be lost, so they ask for rendering.
    """
    found = list(page.get_objects(max_depth=2))
    if len(found) != 1 or found[0].type != pdfium_c.FPDF_PAGEOBJ_IMAGE:
        return None
    if pdfium_c.FPDFPage_GetAnnotCount(page) or page.get_cropbox() != page.get_mediabox():
        return None
    image = found[0]
    wide, high = image.get_px_size()
    left, bottom, right, top = image.get_bounds()
    x0, y0, x1, y1 = page.get_mediabox()
    apart = max(abs(left - x0), abs(bottom - y0), abs(right - x1), abs(top - y1))
    if apart > NEAR or not _upright_matrix(image):
        return None
    x_dpi, y_dpi = wide * 72 / (right - left), high * 72 / (top - bottom)
    if wide * high > policy.max_pixels or x_dpi < 100 or abs(x_dpi / y_dpi - 1) > 0.02:
        return None
    pixels = _gray(image.get_bitmap(render=False).to_numpy())
    if float(pixels.mean()) < 110:  # a stencil mask or an inverted palette: the renderer knows what is ink
        return None
    return np.ascontiguousarray(np.rot90(pixels, -page.get_rotation() // 90))


def rasterise(document: Any, index: int, policy: OcrPolicy) -> Raster | Refused:
    """Return the pixels of page ``index`` (from 0) of an open pypdfium2 document."""
    page = document[index]
    width, height = page.get_size()
    gray = _embedded(page, policy)
    if gray is not None:
        return Raster(gray, gray.shape[1] * 72 / width, width, height)
    largest = max(
        (image.get_px_size()[0] for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE])), default=0
    )
    dpi = min(max(policy.render_dpi, largest * 72 / max(width, 1.0)), policy.work_dpi)
    if width * height * (dpi / 72) ** 2 > policy.max_pixels:
        return Refused("pagina troppo grande per la lettura ottica", width, height)
    bitmap = page.render(scale=dpi / 72, grayscale=True, may_draw_forms=True)
    return Raster(_gray(bitmap.to_numpy()), dpi, width, height)
