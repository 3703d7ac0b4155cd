"""The people in the pictures, used in turn: both sexes, younger and older, several builds."""

from dataclasses import replace

from .draw import Person

ROSA = Person("b", "bun")
LEO = Person("a", "short", "brown")
IDA = Person("a", "bob", "grey")
SAMIR = Person("b", "short")
GRACE = Person("c", "bun", "grey")
OMAR = Person("c", "crop", "dark", 1.22)
NOOR = Person("b", "scarf")
HENRY = Person("a", "bald", "grey", 1.15)
ZOLA = Person("c", "curly")
MAY = Person("a", "tail", "brown")
CHEN = Person("b", "crop", "grey")
DELIA = Person("b", "bob", "dark", 1.28)


def barefoot(person):
    return replace(person, bare=True)
