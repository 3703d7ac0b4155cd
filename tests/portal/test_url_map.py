"""The map asked word by word leads where the map asked line by line leads."""

from django.urls import include, path, resolve, reverse

from portal import urls
from portal.url_map import by_word, flat


def view(request, **words):
    """Nothing is asked of it."""


LINES = [
    path("", view, name="home"),
    path("rooms/", view, name="rooms"),
    path("rooms/add/", view, name="add"),
    path("rooms/<slug:room>/", view, name="room"),
    path("rooms/<slug:room>/doors/<int:door>/", view, {"kind": "door"}, name="door"),
    path("map.xml", view, name="map"),
    path("", include([path("rooms/<slug:room>/keys/", view, name="keys")])),
]
urlpatterns = by_word(LINES)


def test_each_address_leads_to_its_own(settings):
    settings.ROOT_URLCONF = __name__
    asked = {
        "/": "home",
        "/rooms/": "rooms",
        "/rooms/add/": "add",
        "/rooms/blue/": "room",
        "/rooms/blue/keys/": "keys",
        "/map.xml": "map",
    }
    assert {address: resolve(address).url_name for address in asked} == asked
    door = resolve("/rooms/blue/doors/7/")
    assert (door.url_name, door.kwargs) == ("door", {"room": "blue", "door": 7, "kind": "door"})
    assert door.route == "rooms/<slug:room>/doors/<int:door>/"
    assert reverse("door", args=["blue", 7]) == "/rooms/blue/doors/7/"


def test_no_address_of_the_portal_is_lost_or_answered_by_another():
    lines = dict(flat([*urls.everyone, *urls.signed_in, *urls.my, *urls.staff]))
    words = dict(flat(by_word([*urls.everyone, *urls.signed_in, *urls.my, *urls.staff])))
    assert {route: pattern.callback for route, pattern in words.items()} == {
        route: pattern.callback for route, pattern in lines.items()
    }
    samples = {"uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12, "int": "7"}
    for route, pattern in lines.items():
        parts = [
            samples.get(part[1:].split(":")[0], "word") if part.startswith("<") else part
            for part in route.split("/")
            if "." not in part
        ]
        if "." not in route:
            assert resolve("/" + "/".join(parts)).func is pattern.callback, route
