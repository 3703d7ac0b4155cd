"""What every answer carries, and the answers given when nothing else can be."""

import ipaddress
import logging
import sys
import time
import uuid

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from psycopg_pool import PoolTimeout

from portal.logs import request_id

log = logging.getLogger("portal.requests")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
FILE_POLICY = "default-src 'none'; sandbox"
# A style sheet, script, letter or picture of ours: twenty of them come with a first visit, and what
# a page may do is said by the page.
STATIC_POLICY = "default-src 'none'; frame-ancestors 'none'"
PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
TOKEN_PREFIXES = ("/invitation/", "/in/", "/accounts/password/reset/", "/calendar/", "/feed/")
RETRY_AFTER = "5"  # seconds
SLOW = 1.0  # seconds; a request slower than this is worth a line in the log


def is_file_of_ours(request) -> bool:
    return request.path_info.startswith(settings.STATIC_URL)


class RequestIdMiddleware:
    """Gives each request an id, which stands in every log line and on every error page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = uuid.uuid4().hex[:16]
        mark = request_id.set(request.id)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            self._note(request, response, time.perf_counter() - started)
        finally:
            request_id.reset(mark)
        if not is_file_of_ours(request) or response.status_code >= 400:
            response["X-Request-ID"] = request.id
        return response

    @staticmethod
    def _note(request, response, seconds: float) -> None:
        """Refusals, failures and slow answers; the route, never the address with its tokens."""
        match = getattr(request, "resolver_match", None)
        if getattr(request, "limit_hit", False):  # told already, with the name of the limit
            return
        if response.status_code in (400, 401, 403, 413, 429) or response.status_code >= 500:
            event = "limit_hit" if response.status_code == 429 else "refused"
            event = event if response.status_code < 500 else "failed"
        elif seconds > SLOW:
            event = "slow"
        else:
            return
        log.log(
            logging.WARNING if event == "failed" else logging.INFO,
            "%s %s %s",
            request.method,
            match.route if match else "(no route)",
            response.status_code,
            extra={"event": event, "fields": {"ms": round(seconds * 1000)}},
        )


class HeadersMiddleware:
    """Security headers on every answer, ours and Django's own error answers alike."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self._policy(request))
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if is_file_of_ours(request):
            del response.headers["Cross-Origin-Opener-Policy"], response.headers["Referrer-Policy"]
            return response
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("X-Frame-Options", "DENY")
        if request.path_info.startswith(TOKEN_PREFIXES):
            response.headers["Cache-Control"] = "no-store"
            # Not on the page after the redirect: without a referrer a browser sends its form
            # with "Origin: null", which the CSRF check refuses.
            is_html = response.headers.get("Content-Type", "").startswith("text/html")
            if not is_html or 300 <= response.status_code < 400:
                response.headers["Referrer-Policy"] = "no-referrer"
        response.headers.setdefault("Referrer-Policy", "same-origin")
        self._keep_out_of_caches(request, response)
        return response

    @staticmethod
    def _policy(request) -> str:
        if request.path_info.startswith(settings.MEDIA_URL):
            return FILE_POLICY
        if is_file_of_ours(request):
            return STATIC_POLICY
        return POLICY + ("; upgrade-insecure-requests" if settings.HTTPS else "")

    @staticmethod
    def _keep_out_of_caches(request, response) -> None:
        if not hasattr(request, "was_signed_in"):  # answered before anybody asked who it is
            return
        is_signed_in = request.user.is_authenticated
        if request.was_signed_in or is_signed_in:
            response.headers["Cache-Control"] = "no-store"
        if request.was_signed_in and not is_signed_in:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'


class SignedInMiddleware:
    """Remembers that the request came signed in, so that its sign-out can be told afterwards."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        request.was_signed_in = has_session and request.user.is_authenticated
        return self.get_response(request)


def server_error(request) -> HttpResponse:
    """handler500: the id and no trace; 503 where the database is what failed."""
    error = sys.exc_info()[1]
    if error is not None and is_database_away(error):
        return unavailable(request)
    return plain_page(
        request,
        500,
        _("Something went wrong here"),
        _(
            "The fault is ours, and it has been written down. Try again; if it happens once more, "
            "tell your clinic the number below."
        ),
    )


def bad_request(request, exception=None) -> HttpResponse:
    """handler400: 413 with the limits where it was the size, else a plain 400."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return plain_page(
        request, 400, _("Not understood"), _("This address or form cannot be understood.")
    )


def is_database_away(error: BaseException) -> bool:
    """Whether the server cannot be reached, as opposed to a statement it refuses."""
    if isinstance(error, PoolTimeout | InterfaceError):
        return True
    if isinstance(error, OperationalError):
        state = getattr(error.__cause__, "sqlstate", None)
        # 08: connection; 57P: shutting or starting up; 53300: too many connections.
        return state is None or state.startswith(("08", "57P")) or state == "53300"
    return isinstance(error, DatabaseError) and "connection" in str(error).lower()


def unavailable(request) -> HttpResponse:
    log.error("The database is away", extra={"event": "database_away"})
    response = plain_page(
        request,
        503,
        _("We will be back in a moment"),
        _(
            "The portal cannot reach its database. Nothing you sent is lost from your record; "
            "wait a few seconds and try again."
        ),
    )
    response["Retry-After"] = RETRY_AFTER
    return response


class BodyLimitMiddleware:
    """Refuses a body that is too large before a byte of it is read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        said = request.META.get("CONTENT_LENGTH") or "0"
        if not (said.isascii() and said.isdigit()):
            return bad_request(request)
        if int(said) > self._limit(request):
            return too_large(request)
        return self.get_response(request)

    @staticmethod
    def process_view(request, view, args, kwargs):
        """A stranger sends no files: refused before the check of the form's token reads them."""
        size = int(request.META.get("CONTENT_LENGTH") or 0)
        if size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and not request.user.is_authenticated:
            return too_large(request)
        return None

    @staticmethod
    def _limit(request) -> int:
        is_upload = request.content_type == "multipart/form-data"
        if is_upload and "/clip" in request.path_info:
            return settings.MAX_CLIP_BODY_BYTES
        return settings.MAX_BODY_BYTES if is_upload else settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def too_large(request) -> HttpResponse:
    return plain_page(
        request,
        413,
        _("That is too large"),
        _(
            "Pictures may have up to 10 MB, and texts up to 1 MB. Go back, choose a smaller file "
            "or a shorter text, and send it again."
        ),
    )


def csrf_failure(request, reason=""):
    return plain_page(
        request,
        403,
        _("Please send that again"),
        _(
            "This page was open too long, or cookies are switched off. Go back, reload the page "
            "and send it again."
        ),
    )


def plain_page(request, status: int, title: str, sentence: str) -> HttpResponse:
    """A page that needs no database, no session and no context processor."""
    context = {"title": title, "sentence": sentence, "request_id": getattr(request, "id", "")}
    try:
        page = render_to_string("portal/plain.html", context)
    except (TemplateDoesNotExist, ValueError):  # the static files were never collected
        words = f"{title}\n\n{sentence}\n"
        return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    return HttpResponse(page, status=status)


def client_ip(request) -> str:
    """Who is counted: the caller's IPv4 address, or the /64 network of an IPv6 one.

    X-Forwarded-For counts only as far as our own proxies wrote it (TRUSTED_PROXY_COUNT);
    what stands left of that is the caller's word. Empty when there is no address.
    """
    found = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXY_COUNT:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        hops = [hop for hop in hops if hop]
        if len(hops) >= settings.TRUSTED_PROXY_COUNT:
            found = hops[-settings.TRUSTED_PROXY_COUNT]
    try:
        address = ipaddress.ip_address(found.partition("%")[0])
    except ValueError:
        return ""
    if address.version == 6 and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def client_network(request) -> str:
    """The network a request came from, for the record: /24 of IPv4, /64 of IPv6; or empty."""
    address = client_ip(request)
    if not address or "/" in address:
        return address
    return str(ipaddress.ip_network((address, 24), strict=False))
