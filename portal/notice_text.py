"""The privacy notice a new clinic starts with; its manager makes it the clinic's own."""

FIRST_NOTICE = "\n\n".join(
    [
        (
            "This clinic keeps a record of your care here: your name, date of birth and "
            "contact, the reading and exercises you are given, and what you report back."
        ),
        (
            "We use it to look after you. The law on health care asks us to keep such a record, "
            "so this does not rest on your consent."
        ),
        (
            "Clinicians of this clinic may open your record. Each time one does, it is written "
            "down, and you can see it under “Who looked at your record”. Nobody else sees it, "
            "except people you ask to help you."
        ),
        (
            "We keep the record for as long as the law asks, usually eight years after your "
            "last visit. You may see it, have a copy, and have mistakes put right. Ask us at "
            "the clinic."
        ),
        "Nobody watches this portal round the clock. In an emergency call the emergency number.",
    ]
)
