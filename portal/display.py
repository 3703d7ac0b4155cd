"""The reader's own settings: theme, text size, typeface. One cookie, so there is no flash."""

from dataclasses import dataclass

from django.conf import settings

COOKIE = "display"
COOKIE_SECONDS = 365 * 24 * 3600

THEMES = ("auto", "light", "dark")
SIZES = ("normal", "large")
TYPEFACES = ("standard", "hyperlegible")

# `screen` and never `all`: what is printed stays black on white.
DARK_MEDIA = {
    "auto": "screen and (prefers-color-scheme: dark)",
    "light": "not all",
    "dark": "screen",
}


@dataclass(frozen=True, slots=True)
class Display:
    theme: str = "auto"
    size: str = "normal"
    typeface: str = "standard"

    @property
    def dark_media(self):
        return DARK_MEDIA[self.theme]

    @property
    def cookie(self):
        return f"{self.theme}.{self.size}.{self.typeface}"


STANDARD = Display()


def read(text):
    """The settings a cookie holds. Anything unknown in it counts as not set."""
    if not text:
        return STANDARD
    theme, size, typeface = [*text.split("."), "", "", ""][:3]
    return Display(
        theme if theme in THEMES else STANDARD.theme,
        size if size in SIZES else STANDARD.size,
        typeface if typeface in TYPEFACES else STANDARD.typeface,
    )


def of(request):
    """The settings of this reader, read once per request."""
    found = getattr(request, "display", None)
    if found is None:
        found = request.display = read(request.COOKIES.get(COOKIE))
    return found


def remember(response, display):
    response.set_cookie(
        COOKIE,
        display.cookie,
        max_age=COOKIE_SECONDS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
