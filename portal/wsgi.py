"""What the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

from portal.tree import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
die_with_parent()  # a worker of `serve` must not outlive it
application = get_wsgi_application()
