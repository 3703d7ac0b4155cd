"""What every page's frame needs: brand, navigation, who is signed in and for whom they act."""

from functools import cached_property, lru_cache

from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _

from portal import display
from portal.version import version

BRAND = "Groundwork"
LONGEST_WATCHED = 12 * 3600  # seconds; a device of one's own rests for months and needs no warning

# room -> (label, icon, URL name). A page that is not there is left out of the navigation.
NAV = {
    "my": [
        (_("Today"), "today", "show_today"),
        (_("Reading"), "read", "list_my_readings"),
        (_("Progress"), "trend", "show_my_progress"),
        (_("Questions"), "talk", "list_my_questions"),
    ],
    "clinic": [
        (_("Patients"), "user", "list_patients"),
        (_("Programmes"), "list", "list_programmes"),
        (_("Exercises"), "move", "list_exercises"),
        (_("Articles"), "read", "list_articles"),
    ],
    "public": [
        (_("Articles"), "read", "list_public_articles"),
        (_("Exercises"), "move", "list_public_exercises"),
        (_("Topics"), "list", "list_topics"),
    ],
}
TEAM = (_("Team"), "team", "list_team")
# For clinicians, in the bar of a wide screen and in the menu of every screen: four fit a phone.
ASKED = (_("Questions"), "talk", "list_questions")


def link(*names):
    """The address of the first of these pages that exists; empty when none does."""
    return found_link(names, get_urlconf(), get_script_prefix())


@lru_cache(maxsize=256)
def found_link(names, _map, _prefix):
    """Kept for the process: the map never changes while it runs."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""


def initials(name):
    """At most two letters: "Amina Khalil" becomes "AK"."""
    words = [word for word in str(name).split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


class Person:
    def __init__(self, user):
        self.name = getattr(user, "name", "") or user.get_username()
        self.initials = initials(self.name)


class Frame:
    """Everything is worked out when a template asks, so an answer without a frame costs nothing."""

    def __init__(self, request):
        self.request = request

    @cached_property
    def display(self):
        return display.of(self.request)

    @property
    def dark_media(self):
        return self.display.dark_media

    @property
    def dir(self):
        return "rtl" if get_language_bidi() else "ltr"

    @cached_property
    def room(self):
        first = self.request.path_info.split("/", 2)[1]
        return {"my": "my", "clinic": "clinic", "account": "account", "accounts": "account"}.get(
            first, "public"
        )

    @cached_property
    def user(self):
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def person(self):
        return Person(self.user) if self.user else None

    @cached_property
    def member(self):
        self.ask_who()
        return getattr(self.request, "member", None)

    @cached_property
    def patient(self):
        self.ask_who()
        return getattr(self.request, "patient", None)

    def ask_who(self):
        """On shared pages nobody asked yet whose navigation belongs here."""
        if not self.user or self.room in ("my", "clinic"):
            return
        from portal import access

        if not access.take_member(self.request):
            access.take_patient(self.request)

    @cached_property
    def clinic(self):
        return getattr(self.member, "clinic", None) or getattr(self.patient, "clinic", None)

    @property
    def brand(self):
        return self.clinic.name if self.clinic else BRAND

    @cached_property
    def side(self):
        """Whose navigation stands in the bar: on shared pages, that of the person reading."""
        if self.room in ("my", "clinic"):
            return self.room if self.user else "public"
        if self.member:
            return "clinic"
        return "my" if self.patient else "public"

    @cached_property
    def home(self):
        first = {"my": "show_today", "clinic": "list_patients"}.get(self.side, "home")
        return link(first, "home", "show_home") or "/"

    @cached_property
    def nav(self):
        entries = list(NAV[self.side])
        if self.asks:
            entries.append(ASKED)
        if self.side == "clinic" and getattr(self.member, "is_manager", False):
            entries.append(TEAM)
        found = [self.entry(*entry) for entry in entries]
        found = [entry for entry in found if entry["url"]]
        here = self.here(found)
        for entry in found:
            entry["current"] = entry is here
        return found

    def entry(self, label, icon, name):
        counts = getattr(self.request, "nav_counts", None) or {}
        count, wide = counts.get(name, 0), name == ASKED[2]
        return {"label": label, "icon": icon, "url": link(name), "count": count, "is_wide": wide}

    @cached_property
    def asks(self):
        """Where patients' questions wait, for those who answer them."""
        if self.side != "clinic" or not getattr(self.member, "is_clinician", False):
            return None
        entry = self.entry(*ASKED)
        return entry if entry["url"] else None

    def here(self, entries):
        path = self.request.path
        fitting = [entry for entry in entries if path.startswith(entry["url"])]
        return max(fitting, key=lambda entry: len(entry["url"]), default=None)

    @cached_property
    def acting(self):
        """For whom this person acts, when that is somebody else or one of several."""
        if not self.user or self.side == "public":
            return None
        if self.side == "my":
            several = len(getattr(self.request, "my_patients", None) or ()) > 1
            other = self.patient and self.patient.user_id != self.user.pk
            text = self.patient.full_name if self.patient else ""
        else:
            several, other = len(getattr(self.request, "places", None) or ()) > 1, False
            text = self.brand
        if not text or not (several or other):
            return None
        return {"text": text, "switch_url": link("choose_acting") if several else ""}

    @cached_property
    def idle_seconds(self):
        """How long a session rests before it ends; 0 where that is longer than half a day."""
        session = getattr(self.request, "session", None)
        if not self.user or session is None:
            return 0
        age = session.get_expiry_age()
        return age if age <= LONGEST_WATCHED else 0

    @property
    def version(self):
        return version()

    @property
    def stay_url(self):
        return link("stay_signed_in")

    @property
    def display_url(self):
        return link("show_display")

    @property
    def account_url(self):
        return link("show_account", "mfa_index")

    @property
    def login_url(self):
        return link("account_login")

    @property
    def logout_url(self):
        return link("account_logout")


def frame(request):
    return {"frame": Frame(request)}
