"""The map: one name per thing a person can do."""

from django.urls import path

from portal.views import design, display, health

urlpatterns = [
    path("healthz", health.show_health, name="show_health"),
    path("display/", display.show_display, name="show_display"),
    path("design/", design.show_design, name="show_design"),
]

handler400 = "portal.security.bad_request"
handler403 = "portal.views.errors.permission_denied"
handler404 = "portal.views.errors.not_found"
handler500 = "portal.security.server_error"
