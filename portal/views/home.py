"""The first page, and what everybody may read about the portal."""

from django.shortcuts import render

from portal.access import everyone, to_home


@everyone
def home(request):
    """Signed in: one's own pages. Otherwise what this is, and the way in."""
    if request.user.is_authenticated:
        return to_home(request)
    return render(request, "portal/home.html")


@everyone
def show_about(request):
    return render(request, "portal/show_about.html")


@everyone
def show_privacy(request):
    return render(request, "portal/show_privacy.html")


@everyone
def show_accessibility(request):
    return render(request, "portal/show_accessibility.html")
