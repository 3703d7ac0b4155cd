"""The pages for an answer that is a refusal: what happened, and the way on."""

from django.shortcuts import render

from portal.security import bad_request, csrf_failure, server_error, too_large, unavailable

__all__ = [
    "bad_request",
    "csrf_failure",
    "not_found",
    "permission_denied",
    "server_error",
    "too_large",
    "unavailable",
]


def permission_denied(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)
