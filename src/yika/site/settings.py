"""Django's settings, made from the declared ones of `config.py`. Nothing is read from elsewhere."""

from pathlib import Path

from yika.kit.errors import gettext_noop
from yika.site import config, databases

CONFIG = config.read()
PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = CONFIG.secret_key
DEBUG = CONFIG.debug
ALLOWED_HOSTS = list(CONFIG.allowed_hosts)
CSRF_TRUSTED_ORIGINS = [CONFIG.base_url]

YIKA_HOME = CONFIG.home
YIKA_KEYRING_FILE = CONFIG.keyring_file
YIKA_FILES_DIR = CONFIG.files_dir
YIKA_SEAL_COPY_FILE = CONFIG.seal_copy_file

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "yika.domain.vault",
    "yika.domain.journal",
    "yika.domain.issuers",
    "yika.domain.staff",
    "yika.domain.messages",
    "yika.domain.people",
    "yika.domain.machines",
    "yika.domain.outlets",
    "yika.domain.enquiries",
    "yika.domain.identity",
    "yika.domain.organizations",
    "yika.domain.ledger",
    "yika.domain.cards",
    "yika.domain.imports",
    "yika.domain.applications",
    "yika.domain.campaigns",
    "yika.domain.visits",
    "yika.domain.errands",
    "yika.channels.common",
    "yika.channels.api",
    "yika.channels.web",
    "yika.channels.kiosk",
    "yika.channels.console",
    "yika.channels.counter",
    "yika.channels.review",
    "yika.channels.visit",
]
SHEET_PRINTER = "yika.connectors.printer.sheets.Sheets"
AUTH_USER_MODEL = "people.Login"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {"user_attributes": ("handle",)},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]

DATABASES = {"default": databases.database(CONFIG.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "yika.channels.common.headers.HeadWithoutBody",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "yika.channels.common.headers.SecurityHeaders",
    "yika.channels.common.visitors.Visitors",
    "yika.channels.common.refusals.RefusalPages",
]
CSRF_FAILURE_VIEW = "yika.channels.common.refusals.forged"
ROOT_URLCONF = "yika.site.urls"
WSGI_APPLICATION = "yika.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [PACKAGE / "site" / "demo" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "yika.channels.common.display.display",
            ]
        },
    }
]

USE_TZ = True

# Pictures of documents stay in memory: a larger file would lie in a temporary folder, unsealed.
FILE_UPLOAD_MAX_MEMORY_SIZE = 21_000_000
TIME_ZONE = CONFIG.time_zone.key
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", gettext_noop("Simplified Chinese")), ("en", gettext_noop("English"))]
LANGUAGE_COOKIE_NAME = "yika_language"
LOCALE_PATHS = [PACKAGE / "locale"]

STATIC_URL = "static/"
STATIC_ROOT = CONFIG.home / "static"
_STATIC = "whitenoise.storage.CompressedManifestStaticFilesStorage"
_PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {"staticfiles": {"BACKEND": _STATIC if CONFIG.production else _PLAIN}}
WHITENOISE_USE_FINDERS = not CONFIG.production
WHITENOISE_AUTOREFRESH = not CONFIG.production

# Cookies and transport. A site reached by https never speaks http.
HTTPS = CONFIG.base_url.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIG.behind_proxy else None
X_FRAME_OPTIONS = "DENY"

LOGGING_CONFIG = None
