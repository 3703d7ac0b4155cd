"""Whether this server can serve, for the machine that watches it."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import JsonResponse
from django.utils import timezone

from portal.access import everyone

QUIET_WORKER = timedelta(seconds=60)
LEAST_DISK = 200 * 1024 * 1024  # bytes


@everyone
def show_health(request):
    """200 while pages can be served; `attention` names what needs somebody all the same."""
    with connection.cursor() as cursor:
        cursor.execute("select max(last_heartbeat) from procrastinate_workers")
        heard = cursor.fetchone()[0]
    attention = []
    if heard is None or timezone.now() - heard > QUIET_WORKER:
        attention.append("worker")
    folder = settings.MEDIA_ROOT if settings.MEDIA_ROOT.exists() else settings.BASE_DIR
    if shutil.disk_usage(folder).free < LEAST_DISK:
        attention.append("disk")
    answer = JsonResponse({"database": "ok", "attention": attention})
    answer["Cache-Control"] = "no-store"
    return answer
