# ruff: noqa: E501  (patterns and example sentences stay whole)
"""Reviews a Markdown or plain-text file from outside with the editorial rules. Needs no database."""

import json
import sys
from pathlib import Path

import yaml
from django.core.management.base import BaseCommand, CommandError

from articles.review import ERROR, INFO, WARNING, UnknownRegion, review_file, source_records

LARGEST = 2_000_000
BAD_USE = 2
ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SAID = {ERROR: "Errors (block publishing)", WARNING: "Warnings", INFO: "Information"}


class Command(BaseCommand):
    help = (
        "Reviews a Markdown or plain-text file with the editorial rules. Exits 0 when nothing blocks, "
        "1 when something does, 2 on bad use."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "file", help="a Markdown, HTML or plain-text file; - reads what is piped in"
        )
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="print one JSON object"
        )
        parser.add_argument(
            "--region", help="body region whose warning signs must be named, such as heel or back"
        )

    def handle(self, *args, file, as_json, region, **options):
        path = Path(file)
        text = read_text(path) if file != "-" else _text_of(sys.stdin.buffer.read(LARGEST), "input")
        try:
            report = review_file(text, region=region, sources=sources_beside(path))
        except UnknownRegion as problem:
            raise CommandError(str(problem), returncode=BAD_USE) from problem
        self.stdout.write(as_json_text(report) if as_json else as_page(path, report))
        if report.blocks:
            self.stdout.flush()
            sys.exit(1)


def read_text(path):
    """The file's text, whatever wrote it; CommandError in plain words where it is none."""
    try:
        if path.is_dir():
            raise CommandError(f"{path} is a folder, not a file.", returncode=BAD_USE)
        if path.stat().st_size > LARGEST:
            raise CommandError(
                f"{path} is larger than 2 MB: too long for one article.", returncode=BAD_USE
            )
        raw = path.read_bytes()
    except FileNotFoundError:
        raise CommandError(f"There is no file {path}.", returncode=BAD_USE) from None
    except (OSError, ValueError) as problem:
        raise CommandError(f"{path} cannot be read: {problem}.", returncode=BAD_USE) from problem
    return _text_of(raw, path)


def _text_of(raw, path):
    text = _decoded(raw)
    if text is None:
        raise CommandError(f"{path} is not a text file.", returncode=BAD_USE)
    return text if "\n" in text else text.replace("\r", "\n")


def _decoded(raw):
    for mark, encoding in ENCODINGS:
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace")
    if b"\0" in raw[:8000] or raw.startswith(
        (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"{\\rtf")
    ):
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    odd = sum(mark < " " and mark not in "\t\n\r\f\v\x1b" for mark in text[:8000])
    return None if odd > 0.02 * max(len(text[:8000]), 1) else text


def sources_beside(path):
    """Records of a `sources.yaml` in the same folder; a broken one counts as none."""
    beside = path.parent / "sources.yaml"
    try:
        return source_records(yaml.safe_load(beside.read_text("utf-8")))
    except (OSError, ValueError, yaml.YAMLError):
        return ()


def as_json_text(report):
    found = [
        {name: getattr(finding, name) for name in ("rule", "severity", "line", "text", "message")}
        for finding in report.findings
    ]
    return json.dumps(
        {"grade": report.grade, "smog": report.smog, "words": report.words, "findings": found},
        ensure_ascii=True,
        indent=2,
    )


def as_page(path, report):
    smog = "not shown below 30 sentences" if report.smog is None else report.smog
    lines = [str(path), f"{report.words} words, reading grade {report.grade}, SMOG {smog}", ""]
    for severity, heading in SAID.items():
        found = [finding for finding in report.findings if finding.severity == severity]
        if found:
            lines.append(f"{heading}: {len(found)}")
            lines += [_line(finding) for finding in found]
            lines.append("")
    lines.append("Something blocks publishing." if report.blocks else "Nothing blocks publishing.")
    return "\n".join(lines)


def _line(finding):
    words = f" “{finding.text[:80]}”" if finding.text else ""
    return f"  line {finding.line:<5}{finding.rule:<7}{finding.message}{words}"
