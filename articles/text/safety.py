"""What may stand in a link, a picture address or an id: asked when parsing and when cleaning."""

import re

MEDIA_PREFIX = "/media/"

_WEB = re.compile(r"https?://[^\s/\\@]+(?:[/?#]\S*)?", re.IGNORECASE)
_CONTACT = re.compile(r"(?:mailto:[^\s<>\"\\]+@[^\s<>\"\\]+|tel:\+?[0-9().\-]+)", re.IGNORECASE)
# A relative address: no scheme (no colon before the first slash), not //host, no backslash.
_RELATIVE = re.compile(r"(?!//)(?:[#?/]|[^\s:/?#\\]+(?:[/?#]|$))[^\s\\]*")
_MEDIA = re.compile(r"/media/[\w%-]+(?:[./][\w%-]+)*")
_ID = re.compile(r"(?:s|p|c)-[\w-]{1,120}")
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def is_safe_link(url: str) -> bool:
    """True for http, https, mailto, tel and addresses inside this site."""
    if not url or len(url) > 2000 or _UNSEEN.search(url):
        return False
    return any(pattern.fullmatch(url) for pattern in (_WEB, _CONTACT, _RELATIVE))


def is_external(url: str) -> bool:
    return url[:8].lower().startswith(("http://", "https://"))


def is_own_picture(url: str) -> bool:
    """True for a path under the portal's own media folder: no host, no dots, no query."""
    return len(url) <= 500 and bool(_MEDIA.fullmatch(url))


def is_own_srcset(value: str) -> bool:
    """True when every candidate of a srcset is one of our own pictures with a width."""
    for candidate in value.split(","):
        url, _, width = candidate.strip().partition(" ")
        if not is_own_picture(url) or not re.fullmatch(r"[0-9]{2,4}w", width):
            return False
    return True


def is_own_id(value: str) -> bool:
    """True for the ids this renderer makes: s-… headings, p-… paragraphs, c-… citations."""
    return bool(_ID.fullmatch(value))
