"""The people of the demonstration. All invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

CLINICS = {
    "alder": {
        "name": "Alder Physiotherapy",
        "country": "GB",
        "language": "en-gb",
        "time_zone": "Europe/London",
        "phone": "0161 496 0123",
        "email": "desk@alder.example",
        "address": "12 Alder Row, Manchester",
        "hours": "Monday to Friday, 8:00 to 18:30",
        "emergency_number": "999",
        "advice_number": "111",
    },
    "birch": {
        "name": "Praxis Birke",
        "country": "DE",
        "language": "en-gb",
        "time_zone": "Europe/Berlin",
        "phone": "030 23125 123",
        "email": "praxis@birke.example",
        "address": "Birkenstraße 4, Berlin",
        "hours": "Monday to Thursday, 7:30 to 19:00",
        "emergency_number": "112",
        "advice_number": "116117",
    },
}


@dataclass(frozen=True)
class Worker:
    key: str
    clinic: str
    name: str
    email: str
    job: str
    roles: tuple[str, ...]


WORKERS = (
    Worker("mia", "alder", "Mia Moss", "mia@alder.example", "Practice manager", ("manager",)),
    Worker(
        "alice",
        "alder",
        "Alice Okafor",
        "alice@alder.example",
        "Physiotherapist",
        ("clinician", "author", "reviewer"),
    ),
    Worker(
        "grace",
        "alder",
        "Grace Lindqvist",
        "grace@alder.example",
        "Podiatrist",
        ("clinician", "author", "reviewer"),
    ),
    Worker("tom", "alder", "Tom Reyes", "tom@alder.example", "Physiotherapist", ("clinician",)),
    Worker(
        "eve",
        "birch",
        "Eve Brandt",
        "eve@birke.example",
        "Physiotherapist",
        ("manager", "clinician", "author", "reviewer"),
    ),
)


@dataclass(frozen=True)
class Course:
    """How one plan went: chances per due day, pain at the ends, and what got in the way."""

    programme: str
    days_ago: int
    side: str = ""
    keeps: float = 0.85  # chance that a due day is logged
    pain: tuple[int, int] = (5, 2)  # worst pain of a session, first and last
    flare: int = -1  # the day on which a flare-up starts; -1 = none
    gap: tuple[int, int] = (-1, -1)  # days without any log
    silent_for: int = 0  # no log in the last days
    paused: bool = False


@dataclass(frozen=True)
class Person:
    key: str
    clinic: str
    name: str
    called: str
    born_on: date
    email: str
    reason: str
    lead: str
    courses: tuple[Course, ...] = ()
    cautions: tuple[str, ...] = ()
    minutes: int | None = None
    kit: tuple[str, ...] = ("chair", "wall", "worktop", "towel", "step")
    account: bool = True
    closed: bool = False
    usual_morning: int | None = 1
    reads: int = 2  # how many of the readings were finished
    extra_reading: tuple[str, ...] = ()
    questions: tuple[str, ...] = field(default=())
    flags_open_days: int = 0  # flags of so many last days are still open


PEOPLE = (
    Person(
        "bob",
        "alder",
        "Bob Jones",
        "Bob",
        date(1968, 4, 12),
        "bob@example.org",
        "Left plantar heel pain since summer",
        "alice",
        (Course("plantar-heel-pain", 54, "left", pain=(6, 2), flare=31, gap=(20, 22)),),
        minutes=20,
        questions=("Is it all right to do the heel raises barefoot?",),
        extra_reading=("back-pain-myths",),
    ),
    Person(
        "carol",
        "alder",
        "Carol Smith",
        "Carol",
        date(1957, 9, 30),
        "carol@example.org",
        "Right knee osteoarthritis",
        "alice",
        (Course("knee-arthritis-strength", 55, "right", keeps=0.95, pain=(4, 2)),),
        cautions=("high-blood-pressure",),
        minutes=25,
        reads=3,
    ),
    Person(
        "amina",
        "alder",
        "Amina Khalil",
        "Amina",
        date(1994, 2, 3),
        "amina@example.org",
        "Left ankle sprain, third week",
        "grace",
        (Course("ankle-sprain-balance", 19, "left", keeps=0.9, pain=(6, 2)),),
        reads=1,
    ),
    Person(
        "derek",
        "alder",
        "Derek Hughes",
        "Derek",
        date(1979, 11, 21),
        "derek@example.org",
        "Low back pain, third episode",
        "tom",
        (Course("low-back-pain-get-moving", 26, keeps=0.7, pain=(7, 5), silent_for=9),),
        flags_open_days=14,
        reads=0,
        usual_morning=3,
    ),
    Person(
        "ewa",
        "alder",
        "Ewa Kowalska-Wiśniewska",
        "Ewa",
        date(1985, 6, 17),
        "ewa@example.org",
        "Right Achilles pain in a runner",
        "grace",
        (Course("achilles-heavy-slow", 56, "right", keeps=0.8, pain=(5, 3), gap=(28, 37)),),
        questions=("My calf is sore the day after. Is that the exercise?",),
    ),
    Person(
        "florence",
        "alder",
        "Florence Adeyemi",
        "Mrs Adeyemi",
        date(1944, 1, 8),
        "",
        "Unsteady after a fall in spring",
        "tom",
        (Course("steady-on-your-feet", 40, keeps=0.75, pain=(2, 1)),),
        cautions=("falls", "osteoporosis"),
        minutes=15,
        reads=1,
    ),
    Person(
        "george",
        "alder",
        "George Papadopoulos",
        "George",
        date(1972, 8, 2),
        "george@example.org",
        "Heel pain, first visit today",
        "alice",
        account=False,
    ),
    Person(
        "hannah",
        "alder",
        "Hannah O'Neill",
        "Hannah",
        date(1990, 12, 24),
        "hannah@example.org",
        "Ankle sprain, finished",
        "grace",
        (Course("ankle-sprain-balance", 56, "right", keeps=0.9, pain=(5, 0), silent_for=10),),
        closed=True,
    ),
    Person(
        "ivan",
        "alder",
        "Ivan Petrov",
        "Ivan",
        date(1963, 3, 29),
        "ivan@example.org",
        "Knee pain, left",
        "tom",
        (
            Course(
                "knee-arthritis-strength",
                30,
                "left",
                keeps=0.6,
                pain=(5, 4),
                silent_for=6,
                paused=True,
            ),
        ),
        cautions=("hip-replacement",),
    ),
    Person(
        "maria",
        "alder",
        "María Fernanda de la Concepción Rodríguez y Villanueva-Echeverría",
        "María Fernanda",
        date(1981, 7, 15),
        "maria@example.org",
        "Heel pain right, and an old back problem",
        "alice",
        (
            Course("plantar-heel-pain", 33, "right", keeps=0.85, pain=(5, 3)),
            Course("low-back-pain-get-moving", 21, keeps=0.8, pain=(4, 2)),
        ),
        reads=4,
    ),
    Person(
        "frank",
        "birch",
        "Frank Weber",
        "Frank",
        date(1976, 5, 5),
        "frank@example.org",
        "Achilles pain, left",
        "eve",
        (Course("achilles-heavy-slow", 48, "left", keeps=0.85, pain=(6, 3), flare=25),),
    ),
    Person(
        "greta",
        "birch",
        "Greta Sommer",
        "Greta",
        date(1999, 10, 10),
        "greta@example.org",
        "Back pain from desk work",
        "eve",
        (Course("low-back-pain-get-moving", 35, keeps=0.75, pain=(5, 2)),),
    ),
)


@dataclass(frozen=True)
class Night:
    """A report of last night that asks for somebody; `then` is its correction, if any."""

    key: str
    said: dict
    then: dict | None = None


LAST_NIGHT = (
    Night("amina", {"pain_worst": 7, "note": "It gave way on the cushion, then it throbbed."}),
    Night(
        "carol",
        {
            "pain_worst": 3,
            "adverse_event": "I slipped beside the chair and landed on my hand. It is bruised.",
        },
    ),
    Night("bob", {"pain_worst": 8}, {"pain_worst": 3, "note": "I tapped the wrong number."}),
)
