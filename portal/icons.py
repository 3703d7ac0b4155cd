"""The icons: our own drawings on a 24 unit grid, kept here and written out as one sprite.

`python -m portal.icons` writes static/portal/icons.svg; a test says when it is stale.
"""

from pathlib import Path

SPRITE = Path(__file__).parent / "static" / "portal" / "icons.svg"

# Strokes take the colour of the text; `fill="currentColor"` marks the few solid shapes.
SHAPES = {
    "alert": '<path d="M12 4 21 19.5H3Z"/><path d="M12 10v4.5M12 17v.1"/>',
    "back": '<path d="M18 5.2v13.6L8 12Z" fill="currentColor"/><path d="M5.5 5.5v13"/>',
    "bell": '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15Z"/><path d="M10 20.5h4"/>',
    "bin": '<path d="M5 7h14M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13"/>',
    "cal": '<path d="M4 6h16v14H4ZM4 10.5h16M8.5 3.5V7M15.5 3.5V7"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "clinic": '<path d="M4 20V9l8-5 8 5v11Z"/><path d="M12 10v6M9 13h6"/>',
    "clock": '<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>',
    "cloudok": (
        '<path d="M7 18.5a4.3 4.3 0 0 1-.5-8.6A6 6 0 0 1 18 9.8a4.3 4.3 0 0 1-.5 8.7Z"/>'
        '<path d="m9 13.5 2.2 2.2 4-4"/>'
    ),
    "copy": '<path d="M9 9h11v11H9Z"/><path d="M15 5.5V4H4v11h1.5"/>',
    "cross": '<path d="m6.5 6.5 11 11M17.5 6.5l-11 11"/>',
    "device": '<path d="M7 3h10v18H7Z"/><path d="M11 17.8h2"/>',
    "down": '<path d="m5 9 7 7 7-7"/>',
    "easier": '<path d="M4 5h5v5h5.5v5H20v5"/><path d="M4 16.5V20h3.5M4 20l4.5-4.5"/>',
    "edit": '<path d="M4 20v-4L15.5 4.5l4 4L8 20Z"/><path d="m13 7 4 4"/>',
    "eye": (
        '<path d="M3 12c2.5-4.2 5.5-6.2 9-6.2s6.5 2 9 6.2c-2.5 4.2-5.5 6.2-9 6.2S5.5 16.2 3 12Z"/>'
        '<circle cx="12" cy="12" r="2.8"/>'
    ),
    "filter": '<path d="M4 6.5h16M7 12h10M10 17.5h4"/>',
    "flag": '<path d="M5.5 21V4M5.5 5c4-2 7 2 13 0v9c-6 2-9-2-13 0"/>',
    "grip": '<path d="M9 6v.1M15 6v.1M9 12v.1M15 12v.1M9 18v.1M15 18v.1"/>',
    "harder": '<path d="M4 20v-5h5.5v-5H15V5h5"/><path d="M4 8V4.5h3.5M4 4.5 8.5 9"/>',
    "help": (
        '<circle cx="12" cy="12" r="8.5"/>'
        '<path d="M9.5 9.6c.2-3 5-2.9 5 .1 0 1.8-2.5 2-2.5 4.1M12 16.8v.1"/>'
    ),
    "history": '<path d="M4.5 8.5A8.2 8.2 0 1 1 4 13.5"/><path d="M4 4v5h5M12 8v4.5l3 2"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.6v.1"/>',
    "key": '<circle cx="8" cy="15.5" r="4"/><path d="M11 12.5 19.5 4M16 7.5l3 3M13.5 10l2 2"/>',
    "laptop": '<path d="M5.5 5h13v10h-13ZM3 19h18"/>',
    "leaf": '<path d="M5 19c0-9 5-14 15-14 0 10-5 14-12 14M5 20c1.5-5 4-8 8-10"/>',
    "link": (
        '<path d="M10 14a3.8 3.8 0 0 0 5.5 0l3.2-3.2a3.9 3.9 0 0 0-5.5-5.5L11.7 6.8"/>'
        '<path d="M14 10a3.8 3.8 0 0 0-5.5 0l-3.2 3.2a3.9 3.9 0 0 0 5.5 5.5l1.5-1.5"/>'
    ),
    "list": '<path d="M9.5 6H20M9.5 12H20M9.5 18H20M5 6v.1M5 12v.1M5 18v.1"/>',
    "listen": (
        '<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5Z"/>'
        '<path d="M15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>'
    ),
    "lock": '<path d="M5.5 10.5h13V20h-13ZM8.5 10.5V7.7a3.5 3.5 0 0 1 7 0v2.8"/>',
    "mail": '<path d="M3.5 5.5h17v13h-17Z"/><path d="m4 6.5 8 6.5 8-6.5"/>',
    "move": (
        '<path d="M4 15.5A8.5 8.5 0 0 1 18.5 9"/><path d="m19.5 4.5-.5 5-5-.8"/>'
        '<path d="M5 20.5h15L10.5 13"/>'
    ),
    "next": '<path d="m9 5 7 7-7 7"/>',
    "nonet": (
        '<path d="M7 18h10.5a4 4 0 0 0 1.2-7.8A6 6 0 0 0 9 6.5"/>'
        '<path d="M6.5 10.2A4 4 0 0 0 7 18M4 4l16 16"/>'
    ),
    "out": '<path d="M13 4H5v16h8"/><path d="M10 12h10.5M16.5 8l4 4-4 4"/>',
    "pause": '<path d="M7 5h3v14H7ZM14 5h3v14h-3Z" fill="currentColor"/>',
    "phone": (
        '<path d="M6 3.5h3l1.5 4.5-2 1.5a11 11 0 0 0 6 6l1.5-2 4.5 1.5v3c0 1-1 2-2 2'
        'C10.5 20 4 13.5 4 5.5c0-1 1-2 2-2Z"/>'
    ),
    "picture": '<path d="M4 5h16v14H4Z"/><path d="m4.5 17 5-5.5 4 4 2.5-2 4 3.5M15.5 9v.1"/>',
    "play": '<path d="M8 5.2v13.6L19 12Z" fill="currentColor"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "prev": '<path d="m15 5-7 7 7 7"/>',
    "print": (
        '<path d="M7 8.5V4h10v4.5"/><path d="M7 16.5H4v-8h16v8h-3"/><path d="M7 13.5h10V20H7Z"/>'
    ),
    "qr": (
        '<path d="M4 4h6v6H4ZM14 4h6v6h-6ZM4 14h6v6H4Z"/>'
        '<path d="M14 14h2.5v2.5M20 14v2.5M14 20h2.5M20 19.5v.5M18.2 18v.1"/>'
    ),
    "read": (
        '<path d="M12 6.5C10 4.8 7 4.5 3.5 4.8v13.4c3.5-.3 6.5 0 8.5 1.6 2-1.6 5-1.9 8.5-1.6V4.8'
        'C17 4.5 14 4.8 12 6.5Z"/><path d="M12 6.5v13.3"/>'
    ),
    "repeat": (
        '<path d="M4 11a6 6 0 0 1 6-5h9M16 2.8 19.2 6 16 9.2"/>'
        '<path d="M20 13a6 6 0 0 1-6 5H5M8 14.8 4.8 18 8 21.2"/>'
    ),
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>',
    "send": '<path d="M20.5 4 3.5 10.5l7 3 3 7Z"/><path d="m10.5 13.5 4.5-4.5"/>',
    "settings": (
        '<path d="M4 7h9M18 7h2M4 17h3M12 17h8"/>'
        '<circle cx="15.5" cy="7" r="2.5"/>'
        '<circle cx="9.5" cy="17" r="2.5"/>'
    ),
    "sides": (
        '<path d="M4 9h14.5M15 5.5 18.5 9 15 12.5"/><path d="M20 15.5H5.5M9 12l-3.5 3.5L9 19"/>'
    ),
    "skip": '<path d="M6 5.2v13.6L16 12Z" fill="currentColor"/><path d="M18.5 5.5v13"/>',
    "stop": '<path d="M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7Z"/><path d="M12 7.5v5.5M12 16.3v.2"/>',
    "talk": '<path d="M4 5.5h16v11h-9l-4.5 3.5v-3.5H4Z"/><path d="M8 9.5h8M8 12.5h5"/>',
    "team": (
        '<circle cx="9" cy="9" r="3.5"/><path d="M2.5 19.5c.7-3.6 3-5.3 6.5-5.3s5.8 1.7 6.5 5.3"/>'
        '<path d="M15.5 5.8a3.4 3.4 0 0 1 0 6.4M18 14.8c2 .8 3.1 2.3 3.5 4.7"/>'
    ),
    "text": (
        '<path d="m3 18 4.5-12L12 18M4.6 14h5.8"/>'
        '<path d="M20.5 18v-7M20.5 14.5a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0Z"/>'
    ),
    "today": (
        '<path d="M4 11.5 12 4l8 7.5"/><path d="M6.5 10v9.5h11V10"/><path d="M10 19.5v-5h4v5"/>'
    ),
    "trend": '<path d="M4 4v16h16"/><path d="m7.5 9 4 4 2.5-2.5 5 5"/>',
    "undo": '<path d="M8.5 4.5 4 9l4.5 4.5"/><path d="M4.5 9H14a5.3 5.3 0 0 1 0 10.6H8"/>',
    "up": '<path d="m5 15 7-7 7 7"/>',
    "upload": '<path d="M12 15.5V4.5M7.5 8.5 12 4l4.5 4.5"/><path d="M4.5 15v5h15v-5"/>',
    "user": '<circle cx="12" cy="8.5" r="4"/><path d="M4.5 20c.8-4 3.6-6 7.5-6s6.7 2 7.5 6"/>',
}


def sprite():
    symbols = "\n".join(
        f'<symbol id="{name}" viewBox="0 0 24 24">{shape}</symbol>'
        for name, shape in sorted(SHAPES.items())
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


if __name__ == "__main__":
    SPRITE.write_text(sprite(), encoding="utf-8")
