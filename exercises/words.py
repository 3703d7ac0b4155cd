"""The words people read for the library's slugs: goals, kit, positions, cautions, answers."""

from django.utils.translation import gettext_lazy as _

GOALS = {
    "strength": _("Strength"),
    "stretch": _("Stretch"),
    "balance": _("Balance"),
    "mobility": _("Mobility"),
    "control": _("Control"),
    "fitness": _("Fitness"),
    "comfort": _("Comfort"),
}
KIT = {
    "chair": _("chair"),
    "step": _("step"),
    "wall": _("wall"),
    "worktop": _("worktop"),
    "band": _("band"),
    "towel": _("towel"),
    "ball": _("ball"),
    "backpack": _("backpack"),
    "mat": _("mat"),
    "weight": _("weight"),
}
POSITIONS = {
    "standing": _("Standing"),
    "sitting": _("Sitting"),
    "lying": _("Lying"),
    "kneeling": _("Kneeling"),
    "moving": _("Moving about"),
}
LEVELS = {1: _("Easy"), 2: _("Middle"), 3: _("Hard")}
CAUTIONS = {
    "numb-feet": _("numb feet"),
    "diabetes": _("diabetes"),
    "recent-fracture": _("recent fracture"),
    "falls": _("falls"),
    "dizziness": _("dizziness"),
    "hip-replacement": _("hip replacement"),
    "pregnancy": _("pregnancy"),
    "insertional-achilles": _("insertional Achilles pain"),
    "recent-steroid-injection": _("recent steroid injection"),
    "osteoporosis": _("osteoporosis"),
    "heart-or-lung": _("heart or lung disease"),
    "high-blood-pressure": _("high blood pressure"),
    "clot-risk": _("risk of a blood clot"),
    "poor-circulation": _("poor circulation"),
    "wrist-pain": _("wrist pain"),
    "knee-pain": _("knee pain"),
}
# What a patient may say when an exercise was not done, and is answered at once.
ANSWERS = {
    "pain": _("It hurts"),
    "no_time": _("No time"),
    "unsure": _("Not sure how"),
    "no_kit": _("No kit"),
    "forgot": _("Forgot"),
    "fine": _("Feeling fine"),
}
WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)


def kit_words(slugs) -> list[str]:
    """The kit in words; a clinic's own word stays as it was written."""
    return [str(KIT.get(slug, slug)) for slug in slugs]
