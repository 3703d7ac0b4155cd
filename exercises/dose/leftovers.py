"""What no rule claimed. Words of an exercise's name are harmless; a number or a unit never is."""

from django.utils.translation import gettext as _

from exercises.dose import rules_counts, rules_time
from exercises.dose.patterns import code
from exercises.dose.vocabulary import meant

_NUMBERS = ("CLOCK", "N", "NRM", "L", "OUT10", "D7", "W52", "M12")
_UNITS = {"KG", "LB", "G", "SEC", "REP", "SET", "PCT", "DIST", "OTHERUNIT", "RM", "MIN", "HOUR"}


def ask_about_leftovers(r):
    _lone_rm(r)
    for index in _left(r):
        atom = r.atoms[index]
        if atom.kind == "T":
            rules_time.leftover(r, index)
        elif atom.kind in _NUMBERS:
            _number(r, index)
        elif atom.kind in _UNITS:
            _unit(r, index)
        elif atom.kind in ("TW", "ORD"):
            _count_word(r, index)
        elif atom.kind == "X":
            _times_sign(r, index)
        elif atom.kind == "W":
            _typo(r, atom)
        elif atom.kind == "IF":
            _condition(r, index)
        elif atom.kind in ("MARK", "STRICT"):
            _sign(r, index)
        elif atom.kind in ("BIWEEKLY", "EVERY", "VAGUE", "ANOTHER"):
            _half_said(r, index)
    _refusals(r)
    _colour(r)


def _colour(r):
    """Give a colour that stands apart to the band it names; without a band, ask."""
    colours = [r.atoms[i] for i in _left(r) if r.atoms[i].kind == "COLOUR"]
    if not colours:
        return
    first = colours[0]
    if r.facts.get("load") == [("band", None, "")] and len(colours) == 1:
        r.facts["load"] = [("band", None, first.text.lower())]
    elif not r.has("load"):
        choice = r.choice(f"{r.wrote(first)} band", first.start, first.end)
        r.ask(_("“%s”: the colour of a band?") % r.wrote(first), (choice,), unsure="load")


def _condition(r, index):
    """Keep "if sore" and the like as a note: it may turn what stands before it."""
    start = r.atoms[index].start
    ends = [atom.start for atom in r.atoms[index:] if atom.kind == "COMMA"]
    words = r.text[start : min(ends, default=len(r.text))].strip()
    if words and not any(words in note or note in words for note in r.notes):
        r.note(words)
        r.warn(_("“%s” is a condition; it is kept as a note.") % words)


def _unit(r, index):
    """Ask about a unit that belongs to no number: "12/s"."""
    atom = r.atoms[index]
    before = r.text[: atom.start].rstrip()[-1:]
    if before.isdecimal() or before == "/":
        r.ask(_("The unit “%s” is not understood here.") % r.wrote(atom))


def _left(r):
    done = {code("DONE"), code("LOAD"), code("SIDE")}
    return [i for i, kind in enumerate(r.kinds) if kind not in done]


def _lone_rm(r):
    for index in _left(r):
        atom = r.atoms[index]
        if atom.kind == "NRM":
            r.put("rm", (atom.low, atom.high))
            r.use(index, index + 1, "load")


def _number(r, index):
    atom = r.atoms[index]
    if _is_harmless(r, index):
        return
    if atom.kind == "L" and _is_pyramid(atom.low) and not r.has("reps"):
        rules_counts.by_set(r, atom)
        r.use(index, index + 1, "count")
        return
    wrote = r.wrote(atom)
    start, end = atom.start, atom.end
    choices = []
    if index and r.atoms[index - 1].text == "@":
        choices += [r.choice(f"RPE {wrote}", start, end), r.choice(f"{wrote} kg", start, end)]
    if not r.has("reps"):
        choices.append(r.choice(f"{wrote} reps", start, end))
    elif not r.has("sets"):
        choices.append(r.choice(f"{wrote} sets", start, end))
    if not r.has("hold"):
        choices.append(r.choice(f"hold {wrote} s", start, end))
    after = r.atoms[index + 1].kind if index + 1 < len(r.atoms) else ""
    if after in ("DAY", "WEEK"):
        end = r.atoms[index + 1].end
        period = "days" if after == "DAY" else "weeks"
        choices = [r.choice(f"for {wrote} {period}", start, end)]
        if after == "DAY":
            choices.insert(0, r.choice(f"{wrote} days a week", start, end))
    if atom.kind == "L":
        choices = [r.choice(f"tempo {wrote}", start, end), *choices[:1]]
    r.ask(_("“%s”: so many what?") % r.text[start : end + 14].strip(), choices)


def _is_pyramid(values):
    """Say whether a list only rises or only falls, too far to be a tempo."""
    rising = list(values) == sorted(values) or list(values) == sorted(values, reverse=True)
    return rising and max(values) > 5 and len(values) > 2


def _is_harmless(r, index):
    """Pass over list numbering and the "one" of "one hand on the wall"."""
    atom = r.atoms[index]
    after = r.atoms[index + 1] if index + 1 < len(r.atoms) else None
    if atom.written and atom.low == 1 and after and after.kind in ("W", "BODY", "LEFT", "RIGHT"):
        return True
    numbering = index == 0 and after and after.text in (".", ")") and after.start == atom.end
    third = r.atoms[index + 2] if index + 2 < len(r.atoms) else None
    return bool(numbering and third and third.kind in ("W", "EXNOUN", "STATIC", "CARDIO", "BODY"))


def _count_word(r, index):
    atom = r.atoms[index]
    if atom.kind == "TW" and atom.high == 1:
        return
    if atom.kind == "ORD":
        return
    words = r.wrote(atom)
    choices = (
        r.choice(f"{words} a day", atom.start, atom.end),
        r.choice(f"{words} a week", atom.start, atom.end),
    )
    r.ask(_("“%s”: a day or a week?") % words, choices, unsure="per_day")


def _times_sign(r, index):
    """Ask about a multiplication whose one side is missing: "3 x", "x"."""
    atom = r.atoms[index]
    after = r.atoms[index + 1].kind if index + 1 < len(r.atoms) else ""
    taken = r.kinds[index + 1 : index + 2] in (code("LOAD"), code("DONE"), code("SIDE"))
    before = r.kinds[index - 1 : index] in (code("DONE"), code("SIDE"), code("LOAD"))
    if taken or (before and after in ("COMMA", "W")):
        return
    if after in ("N", "NRM", "L", "T") or (index and r.atoms[index - 1].kind in _NUMBERS):
        return
    r.ask(_("A times sign (“%s”) stands alone: times what?") % r.wrote(atom))


_FREQUENCY_WORDS = ("twice", "every", "other", "second", "alternate")


def _typo(r, atom):
    word = meant(atom.text.lower())
    if not word and atom.start and r.text[atom.start - 1].isdigit():
        r.ask(_("“%s” behind a number is not understood.") % r.wrote(atom))
    if word in _FREQUENCY_WORDS:
        r.unsure |= {"per_day", "days_per_week", "every_n_days"}
    if word:
        r.ask(
            _("“%(typed)s” is not known. Is “%(word)s” meant?")
            % {"typed": r.wrote(atom), "word": word},
            (r.choice(word, atom.start, atom.end),),
        )


def _sign(r, index):
    """Ask about a sign that stands next to a number: it may carry meaning."""
    atom = r.atoms[index]
    before = r.text[: atom.start].rstrip()[-1:]
    after = r.text[atom.end :].lstrip()[:1]
    if before.isdecimal() or after.isdecimal() or atom.text.isnumeric():
        r.ask(_("The sign “%s” beside a number is not understood.") % r.wrote(atom))


def _half_said(r, index):
    atom = r.atoms[index]
    after = r.atoms[index + 1].kind if index + 1 < len(r.atoms) else ""
    if atom.kind == "ANOTHER" and after in ("N", "NRM", "T", "SET"):
        r.ask(_("“%s”: is that a second dose?") % r.text[atom.start : atom.end + 12].strip())
    if atom.kind == "EVERY" and after in ("DAY", "WEEK", "HOUR", "SEC", ""):
        r.ask(_("“%s”: every how many?") % r.text[atom.start :].strip(), unsure="every_n_days")


def _refusals(r):
    """A refusal or an "or" beside something recognised turns its meaning: ask."""
    kinds = r.kinds
    done = (code("DONE"), code("LOAD"), code("SIDE"))
    for i in _left(r):
        atom = r.atoms[i]
        follows = kinds[i + 1 : i + 2] in done
        if atom.kind == "NEG" and follows and not _is_note(r, i + 1):
            words = r.text[atom.start : r.atoms[i + 1].end]
            r.ask(_("“%s”: say what to do, not what to leave out.") % words)
        if atom.kind in ("UPTO", "ATLEAST", "STRICT", "ORMORE", "ORLESS") and _touches(r, i, done):
            words = r.text[r.atoms[max(i - 1, 0)].start : r.atoms[min(i + 1, len(kinds) - 1)].end]
            r.ask(_("“%s”: what is the limit on?") % words)
        if len(r.facts.get("products", ())) > 1:
            continue
        if atom.kind == "OR" and follows and i and kinds[i - 1] in done:
            words = r.text[r.atoms[i - 1].start : r.atoms[i + 1].end]
            r.ask(_("“%s”: which of the two?") % words)


def _touches(r, i, done):
    after = r.atoms[i].kind in ("UPTO", "ATLEAST", "STRICT")
    return r.kinds[i + 1 : i + 2] in done if after else bool(i) and r.kinds[i - 1] in done


def _is_note(r, index):
    start = r.atoms[index].start
    return any(part.kind == "note" and part.start <= start < part.end for part in r.parts)
