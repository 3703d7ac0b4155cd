"""What every answer carries, and the answers given when nothing else can be."""

from django.http import HttpResponse


def csrf_failure(request, reason=""):
    return HttpResponse(status=403)
