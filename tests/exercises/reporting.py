"""What a browser without script sends from the log page; for the tests of reports."""

from exercises.models import Session


def hidden(page: str, name: str) -> list[str]:
    """The values of the hidden fields of that name."""
    parts = page.split(f'name="{name}" value="')[1:]
    return [part.split('"')[0] for part in parts]


def form_of(page: str, **fields) -> dict:
    """What a browser without script would send from the log page."""
    return {
        "for": hidden(page, "for")[0],
        "id": hidden(page, "id")[0],
        "how": hidden(page, "how")[0],
        "items": hidden(page, "items"),
        **fields,
    }


def opened(client, query="") -> str:
    return client.get(f"/my/session/log/{query}").content.decode()


def sessions(town):
    return list(Session.objects.for_user(town.bob.user).order_by("received_at"))
