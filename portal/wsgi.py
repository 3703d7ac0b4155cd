"""What the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

from portal.tree import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
if os.environ.get("GROUNDWORK_TREE"):  # a worker of `serve`, which must not outlive it
    die_with_parent()
application = get_wsgi_application()
