"""The parts of the look, as tags. docs/style.md lists them; /design/ shows them."""

from functools import lru_cache
from itertools import chain

from django import template
from django.templatetags.i18n import do_translate
from django.templatetags.static import do_static, static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import drawings, icons
from portal.context import initials
from portal.templatetags.folding import folded, folded_simple_tag

register = template.Library()


@lru_cache(maxsize=256)
def icon_markup(name, class_name):
    if name not in icons.SHAPES:
        raise LookupError(f"no icon is called {name!r}; portal/icons.py has the list")
    href = static("portal/icons.svg")
    return mark_safe(  # noqa: S308
        f'<svg class="{class_name}" aria-hidden="true" focusable="false">'
        f'<use href="{href}#{name}"/></svg>'
    )


def icon(name, *, flip=False, class_name=""):
    """A drawing beside words. `flip=True` for one that points along the line of text."""
    classes = " ".join(filter(None, ("icon", "icon--flip" if flip else "", class_name)))
    return icon_markup(name, classes)


register.tag("icon", folded_simple_tag(icon))
register.tag("static", folded(do_static))
register.tag("translate", folded(do_translate))


@register.simple_tag
def dial(done, total, label=""):
    label = label or _("%(done)s of %(total)s") % {"done": done, "total": total}
    return drawings.dial(done, total, label)


@register.simple_tag
def ring(percent):
    return drawings.ring(percent)


@register.inclusion_tag("components/pain_chart.html")
def pain_chart(points, limit=None, *, title="", key="pain", last_word="", limit_words="", unit=""):
    """`points`: list of (date, value or None), oldest first; empty shows a sentence instead."""
    points = list(points)
    title = title or _("Pain, 0 to 10")
    return {
        "points": points,
        "title": title,
        "unit": unit or _("Pain, 0 to 10"),
        "svg": points
        and drawings.chart(
            points, limit, title=title, key=key, last_word=last_word, limit_words=limit_words
        ),
    }


# Forms -------------------------------------------------------------------------------------


@register.simple_tag
def field(bound, *, optional=None, size=""):
    """Label, hint, error, control, in that order. `size`: "" or "s" (small, for dense pages)."""
    return bound.render(context={"field": bound, "size": size, "optional": optional})


@register.inclusion_tag("components/nprs.html")
def nprs(bound, *, low="", high="", saves=False):
    """The 0 to 10 scale, nothing selected unless the person chose. `saves`: a tap sends."""
    value = bound.value()
    return {
        "field": bound,
        "numbers": [str(number) for number in range(11)],
        "value": "" if value is None else str(value),
        "low": low or _("No pain"),
        "high": high or _("Worst imaginable"),
        "saves": saves,
    }


def first_control(bound):
    """The id the error summary points at; of radio buttons and tick boxes, the first one's."""
    return bound.id_for_label or f"{bound.auto_id}_0"


GENERAL_CODES = {"required", "invalid_choice", "min_value", "max_value", "min_length", "max_length"}


def faults_of(form):
    for error in form.non_field_errors():
        yield {"text": error, "target": ""}
    for bound in form:
        target = "" if bound.is_hidden else first_control(bound)
        for error in bound.errors.as_data():
            text = "".join(error.messages)
            named = error.code in GENERAL_CODES  # Django's own words do not say which field
            yield {"text": f"{bound.label}: {text}" if named else text, "target": target}


@register.inclusion_tag("components/errors.html")
def errors(*forms):
    """The summary at the top of a page: every fault as a link to its field. Forms, lists of
    forms and form sets."""
    faults = []
    for form in chain.from_iterable(f if isinstance(f, list) else [f] for f in forms):
        if form is None or not form.is_bound:
            continue
        if hasattr(form, "forms"):
            faults += [{"text": text, "target": ""} for text in form.non_form_errors()]
            faults += [fault for one in form.forms for fault in faults_of(one)]
        else:
            faults += faults_of(form)
    count = len(faults)
    title = ngettext(
        "One thing needs your attention", "%(count)s things need your attention", count
    )
    return {"faults": faults, "title": title % {"count": count}}


@register.filter
def control_kind(bound):
    """Which of our shapes a field takes: check, group, area, file, select or input."""
    widget = bound.field.widget
    kind = getattr(widget, "input_type", "")
    if kind == "checkbox" and not bound.use_fieldset:
        return "check"
    if bound.use_fieldset:
        return "group"
    if kind == "file":
        return "file"
    return {"select": "select"}.get(kind, "input" if kind else "area")


# Small parts -------------------------------------------------------------------------------


@register.simple_block_tag(end_name="endcare")
def care(content, kind, title, *, key="", level=2):
    """A safety card. `kind`: warn (amber, stop today) or stop (red, seek help)."""
    return format_html(
        '<section class="care care--{kind}"{labelled}>'
        '<h{level} class="care__h"{own}>{icon}{title}</h{level}>'
        '<div class="care__b">{content}</div></section>',
        kind=kind,
        labelled=format_html(' aria-labelledby="{}"', key) if key else "",
        own=format_html(' id="{}"', key) if key else "",
        level=level,
        icon=icon("stop"),
        title=title,
        content=content,
    )


@register.simple_tag
def crumb(url, label):
    return format_html('<a class="crumb" href="{}">{}{}</a>', url, icon("prev", flip=True), label)


def chip_parts(chip):
    """(text, what is read aloud, icon) of a chip given as text, pair or mapping."""
    if isinstance(chip, dict):
        return chip["text"], chip.get("said", ""), chip.get("icon", "")
    if isinstance(chip, (tuple, list)):
        return (*chip, "", "")[:3]
    return chip, "", ""


@register.simple_tag
def chips(parts):
    """The dose as small boxes, the first one strongest. A part with `said` is read aloud so."""
    made = []
    for number, chip in enumerate(parts):
        text, said, picture = chip_parts(chip)
        body = text
        if said:
            body = format_html(
                '<bdi dir="ltr" aria-hidden="true">{}</bdi><span class="vh">{}</span>', text, said
            )
        main = " chip--main" if number == 0 else ""
        made.append((main, icon(picture) if picture else "", body))
    return format_html(
        '<p class="dose">{}</p>',
        format_html_join(" ", '<span class="chip{}">{}{}</span>', made),
    )


@register.inclusion_tag("components/empty.html")
def empty(title, text="", *, picture="leaf", url="", label="", level=2):
    return {
        "title": title,
        "text": text,
        "picture": picture,
        "url": url,
        "label": label,
        "level": level,
    }


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context, page, *, name="page"):
    """Links through the pages of a Paginator; the rest of the address stays as it is."""
    query = context["request"].GET.copy()
    query.pop(name, None)
    rest = query.urlencode()
    return {"page": page, "start": f"?{rest}&{name}=" if rest else f"?{name}="}


STATES = {"saved": "cloudok", "wait": "clock", "offline": "nonet", "failed": "alert"}


@register.simple_tag
def state(kind, text, *, key=""):
    """One live line: saved, wait, offline or failed."""
    return format_html(
        '<p class="state state--{}" role="status"{}>{}<span>{}</span></p>',
        kind,
        format_html(' id="{}"', key) if key else "",
        icon(STATES[kind]),
        text,
    )


PILLS = {"done": "check", "warn": "alert", "stop": "stop", "info": "info", "quiet": ""}


@register.simple_tag
def pill(kind, text):
    """A state in a word. `kind`: done, warn, stop, info or quiet."""
    picture = PILLS[kind]
    return format_html(
        '<span class="pill pill--{}">{}{}</span>', kind, icon(picture) if picture else "", text
    )


@register.simple_tag
def avatar(name):
    return format_html('<span class="who" aria-hidden="true">{}</span>', initials(name))


@register.inclusion_tag("components/tabs.html")
def tabs(entries, label):
    """Links between views of one thing. `entries`: mappings of url, label, current, count."""
    return {"entries": entries, "label": label}


@register.inclusion_tag("components/search.html")
def search(action, query="", *, label="", name="q", results="#results", key="q"):
    """A search box that works by its button; `live.js` searches while the person types."""
    return {
        "action": action,
        "query": query,
        "label": label or _("Search"),
        "name": name,
        "results": results,
        "key": key,
    }


@register.filter
def drawing(svg):
    """An SVG text made by our own server, without the prolog that only files carry."""
    return mark_safe(svg[svg.find("<svg") :])  # noqa: S308


@register.simple_tag
def module(path):
    """Loads a JavaScript module after what is seen: {% module "portal/js/live.js" %}."""
    return format_html('<script type="module" src="{}" fetchpriority="low"></script>', static(path))


@register.simple_tag(takes_context=True)
def clinic_mark(context):
    """For which clinic a form of staff was opened; in those that name no row of it yet."""
    return format_html(
        '<input type="hidden" name="at_clinic" value="{}">', context["request"].clinic.pk
    )


@register.simple_tag(takes_context=True)
def patient_mark(context):
    """Whom a form under /my/ writes for, signed; in every such form that POSTs."""
    from portal import access

    mark = access.patient_mark(context["request"].patient)
    return format_html('<input type="hidden" name="for" value="{}">', mark)
