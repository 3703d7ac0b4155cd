"""Whether this server can serve, for the machine that watches it."""

from django.db import connection
from django.http import JsonResponse


def show_health(request):
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return JsonResponse({"database": "ok"})
