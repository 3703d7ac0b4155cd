"""The map: one name per thing a person can do."""

from django.urls import path

from portal.views import health

urlpatterns = [
    path("healthz", health.show_health, name="show_health"),
]

handler400 = "portal.security.bad_request"
handler500 = "portal.security.server_error"
