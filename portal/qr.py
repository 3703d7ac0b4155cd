"""A QR code as an SVG drawing: one path, no style, no script."""

import qrcode
from django.utils.html import format_html

QUIET = 4  # modules of white around the code; the standard asks for four


def svg(text: str, *, label: str):
    """The drawing. A screen reader hears `label` instead."""
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    size = len(rows) + 2 * QUIET
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}" shape-rendering="crispEdges">'
        '<path d="{}" fill="#000"/></svg>',
        size,
        size,
        label,
        path,
    )
