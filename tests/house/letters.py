"""Letters that went where they should not."""

from __future__ import annotations

from django.core import mail

from tests.world import World


def letters_about(world: World) -> list[str]:
    """The letters so far that hold this clinic's marker or go to one of its people."""
    theirs = {person.user.email for person in world.everybody.values()}
    return [
        letter.subject
        for letter in mail.outbox
        if world.marker in letter.subject + letter.body or theirs & set(letter.recipients())
    ]
