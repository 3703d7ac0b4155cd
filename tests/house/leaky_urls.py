"""The map with planted faults: the crawls must find each of them."""

from django.http import HttpResponse
from django.urls import path

from portal.models import Patient
from portal.urls import *  # noqa: F403
from portal.urls import urlpatterns as real


def show_leak(request, pk):
    """Shows anybody's name to anybody: no audience, no scope."""
    return HttpResponse(Patient.objects.unscoped().get(pk=pk).full_name)


def change_leak(request, pk):
    """Changes anybody's row, even on GET."""
    Patient.objects.unscoped().filter(pk=pk).update(called="changed")
    return HttpResponse("")


for view in (show_leak, change_leak):
    view.__module__ = "portal.views.leaky"

urlpatterns = [
    *real,
    path("clinic/patients/<uuid:pk>/leak/", show_leak, name="show_leak"),
    path("clinic/patients/<uuid:pk>/change-leak/", change_leak, name="change_leak"),
]
