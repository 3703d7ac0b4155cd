"""When to get help: the set of a body region, with the numbers of the reader's own clinic."""

from __future__ import annotations

from typing import NamedTuple

from django.core.cache import caches
from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from portal.models import Clinic, HelpSet

GENERAL = "general"
KEPT = 60  # seconds a set is remembered; a corrected set reaches every page within that time

# Words for a reader who belongs to no clinic, and the leads of a set that brings none of its own.
_NEUTRAL = {
    "en": {
        "emergency": "your emergency number (999 or 112)",
        "advice": "your advice line, such as 111, or your doctor",
        "clinic_phone": "its own number",
        "title": "When to get help",
        "now": "Call {emergency} now if",
        "today": "Get seen today (call {advice}) if",
        "soon": "Call the clinic on {clinic_phone} this week if",
    },
    "de": {
        "emergency": "den Notruf (112)",
        "advice": "116117 oder Ihre Arztpraxis",
        "clinic_phone": "deren eigene Nummer",
        "title": "Wann Sie Hilfe brauchen",
        "now": "Rufen Sie jetzt {emergency} an, wenn",
        "today": "Lassen Sie sich heute untersuchen (Telefon {advice}), wenn",
        "soon": "Rufen Sie diese Woche die Praxis an ({clinic_phone}), wenn",
    },
    "ar": {
        "emergency": "رقم الطوارئ في بلدك (112 أو 999)",
        "advice": "رقم الاستشارة الطبية أو رقم طبيبك",
        "clinic_phone": "رقمها",
        "title": "متى تطلب المساعدة",
        "now": "اتصل الآن على {emergency} إذا",
        "today": "اطلب الفحص اليوم ({advice}) إذا",
        "soon": "اتصل بالعيادة على {clinic_phone} هذا الأسبوع إذا",
    },
}


class Step(NamedTuple):
    lead: SafeString
    lines: tuple[str, ...]


class Help(NamedTuple):
    title: str
    language: str
    steps: tuple[Step, ...]
    signed_name: str = ""
    signed_on: object = None


def base(language: str) -> str:
    return (language or "en").replace("_", "-").split("-")[0].lower()


def words_of(language: str) -> dict[str, str]:
    return _NEUTRAL.get(base(language), _NEUTRAL["en"])


def help_for(region: str, *, language: str = "en-gb", clinic: Clinic | None = None) -> Help:
    """The set to show. The reader's language comes first, then the region, then the clinic's own
    set before the operator's; where nothing is stored, the leads alone send people to a phone."""
    key = f"articles.help:{region}:{language}:{clinic.pk if clinic else ''}"
    numbers = own_numbers(clinic) if clinic else {}
    of_numbers, told = caches["local"].get(key, (None, None))
    if of_numbers != numbers:  # not kept, or the clinic has other numbers now
        told = filled(best(region, language, clinic), language, clinic)
        caches["local"].set(key, (numbers, told), KEPT)
    return told


def best(region: str, language: str, clinic: Clinic | None) -> HelpSet | None:
    owners = Q(clinic__isnull=True) | Q(clinic=clinic) if clinic else Q(clinic__isnull=True)
    rows = HelpSet.objects.filter(owners, region__in={region, GENERAL}).unscoped()
    wanted = base(language)
    rows = [row for row in rows if base(row.language) in (wanted, "en")]

    def fits(row):
        return (
            base(row.language) == wanted,
            row.region == region,
            row.clinic_id is not None,
            row.language == language,
        )

    return max(rows, key=fits, default=None)


def filled(row: HelpSet | None, language: str, clinic: Clinic | None) -> Help:
    nothing_stored = row is None
    row = row or HelpSet(title="", language=base(language) if base(language) in _NEUTRAL else "en")
    words = words_of(row.language)
    numbers = numbers_for(clinic, words)
    lists = (("now", row.now), ("today", row.today), ("soon", row.soon))
    steps = tuple(
        Step(with_numbers(getattr(row, f"{name}_lead") or words[name], numbers), tuple(lines))
        for name, lines in lists
        if lines or nothing_stored
    )
    return Help(row.title or words["title"], row.language, steps, row.signed_name, row.signed_on)


def numbers_for(clinic: Clinic | None, words: dict[str, str]) -> dict[str, str]:
    """What stands for each mark: links that a phone dials, or plain words where none is known."""
    numbers = {name: words[name] for name in ("emergency", "advice", "clinic_phone")}
    if clinic:
        own = own_numbers(clinic).items()
        numbers |= {name: dial(number) for name, number in own if number.strip()}
    return numbers


def own_numbers(clinic: Clinic) -> dict[str, str]:
    return {
        "emergency": clinic.emergency_number,
        "advice": clinic.advice_number,
        "clinic_phone": clinic.phone,
    }


def dial(number: str) -> str:
    called = "".join(c for c in number if c.isdigit() or c == "+")
    if not called:
        return number
    return format_html('<a href="tel:{}"><bdi dir="ltr">{}</bdi></a>', called, number)


def with_numbers(lead: str, numbers: dict[str, str]) -> SafeString:
    made: str = format_html("{}", lead)
    for name, shown in numbers.items():
        made = made.replace("{" + name + "}", format_html("{}", shown))
    return mark_safe(made)  # noqa: S308 - every part was escaped above


def help_section(found: Help, *, level: int = 2, key: str = "help", page: str = "") -> SafeString:
    """The card, with headings from `level`. `page`: the language of the page around it."""
    steps = format_html_join(
        "",
        '<div class="care__b"><h{}>{}</h{}>{}</div>',
        ((level + 1, step.lead, level + 1, lines_of(step)) for step in found.steps),
    )
    other = found.language != page and page
    return format_html(
        '<section class="care care--stop" id="{}" aria-labelledby="{}-h"{}>'
        '<h{} class="care__h" id="{}-h">{}</h{}>{}</section>',
        key,
        key,
        format_html(' lang="{}"', found.language) if other else "",
        level,
        key,
        found.title,
        level,
        steps,
    )


def lines_of(step: Step) -> SafeString:
    if not step.lines:
        return mark_safe("")
    items = format_html_join("", "<li>{}</li>", ((line,) for line in step.lines))
    return format_html('<ul class="marks marks--plain">{}</ul>', items)
