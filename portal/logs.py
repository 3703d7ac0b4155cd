"""Log lines as JSON, in UTC, with the request's id and without what identifies a person."""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="-")

# What leaves no trace in a log: addresses of people, and whatever opens a door.
HIDDEN = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "[e-mail]"),
    (
        re.compile(
            r"(?i)(?<![\w])((?:__host-)?(?:session(?:id)?|csrf\w*|token|key|code|password|secret|"
            r"authorization|cookie)[\"']?\s*[=:]\s*[\"']?)[^\s&;,\"']+"
        ),
        r"\1[hidden]",
    ),
    # A long run of letters and digits in an address is an invitation, a link or a signature.
    (re.compile(r"(?<=/)(?=[\w:-]*\d)[\w:-]{20,}(?=/|\?|\s|$)(?<!\.js)(?<!\.css)"), "[token]"),
)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x1b]")


def hide(text: str) -> str:
    """The text without e-mail addresses, tokens, cookies and control characters."""
    uuids: list[str] = []

    def keep(match: re.Match[str]) -> str:
        uuids.append(match.group())
        return f"\ue000{len(uuids) - 1}\ue001"

    text = UUID.sub(keep, text)
    for pattern, instead in HIDDEN:
        text = pattern.sub(instead, text)
    text = re.sub("\ue000(\\d+)\ue001", lambda match: uuids[int(match.group(1))], text)
    return CONTROL.sub("", text)


class Redact(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = hide(record.getMessage()), None
        return True


class JsonLines(logging.Formatter):
    """One line per event. `extra={"event": …, "fields": {…}}` adds named values."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "request": request_id.get(),
            "message": record.getMessage(),
        }
        if event := getattr(record, "event", None):
            line["event"] = event
        for name, value in (getattr(record, "fields", None) or {}).items():
            line[name] = hide(str(value))
        if record.exc_info:
            line["error"] = self._without_values(record.exc_info)
        return json.dumps(line, ensure_ascii=False)

    @staticmethod
    def _without_values(exc_info) -> str:
        """Where it happened and what kind it was: a message may quote what a patient wrote."""
        kind, _error, trace = exc_info
        if kind is None:
            return ""
        places = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(trace)[-12:]
        ]
        return f"{kind.__module__}.{kind.__qualname__} at " + " < ".join(reversed(places))
