"""Public pages are asked for again with a tag: an unchanged page costs a few bytes."""

from __future__ import annotations

from email.utils import format_datetime
from functools import wraps
from hashlib import blake2b

from django.utils.cache import get_conditional_response, patch_vary_headers


def revalidated(view):
    """For visitors without an account: ETag, and Last-Modified where the view gave a
    `changed_at`. A recalled page is gone at the next look, so nothing is kept unasked."""

    @wraps(view)
    def tagged(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        if request.method not in ("GET", "HEAD") or response.status_code != 200:
            return response
        if request.user.is_authenticated or response.streaming:
            return response
        tag = '"' + blake2b(response.content, digest_size=12).hexdigest() + '"'
        response["ETag"] = tag
        response["Cache-Control"] = "public, no-cache"
        changed_at = getattr(response, "changed_at", None)
        if changed_at:
            response["Last-Modified"] = format_datetime(changed_at, usegmt=True)
        stamp = int(changed_at.timestamp()) if changed_at else None
        return get_conditional_response(request, tag, stamp, response)

    return tagged
