"""The site as a program that web servers can run."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yika.site.settings")
application = get_wsgi_application()
