"""Every setting, from the environment only; docs/running.md lists the variables."""

import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from portal import environment as env
from portal import postgres

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.var_folder()

try:
    DEVELOPMENT = env.is_development()
    DEBUG = env.switch("DEBUG")
    SECRET_KEY = env.secret(
        "SECRET_KEY", why="It signs sessions and links.", development=DEVELOPMENT
    )
    SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
    FIELD_ENCRYPTION_KEYS = env.fernet_keys(
        "FIELD_ENCRYPTION_KEYS",
        why="It encrypts the second-factor secrets in the database.",
        development=DEVELOPMENT,
    )
    ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEVELOPMENT else "")
    HTTPS = env.switch("HTTPS", default=not DEVELOPMENT)
    TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)
    DATABASES = {"default": env.database(env.text("DATABASE_URL") or postgres.embedded_url())}
except env.BadEnvironment as error:
    raise ImproperlyConfigured(str(error)) from None

if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is “*”, which lets anybody choose the host name in our mails. "
        "Give the names the portal is reached by: ALLOWED_HOSTS=portal.example.org"
    )
if DEBUG and not DEVELOPMENT:
    raise ImproperlyConfigured(
        "DEBUG shows code and settings to visitors and is refused outside development. "
        "Take DEBUG away, or set GROUNDWORK_MODE=development on your own machine."
    )

# Applications and the way of a request -----------------------------------------------------

INSTALLED_APPS = [
    "portal",
    "articles",
    "exercises",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "markdownx",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "portal.security.RequestIdMiddleware",
    "portal.security.HeadersMiddleware",
    # Pages shrink to a quarter; random padding hides lengths (BREACH). Files come compressed.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.security.BodyLimitMiddleware",
    "portal.codes.OneAtATime",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.security.SignedInMiddleware",
    "portal.accounts.SessionLimits",
    "portal.audit.RequestInRecord",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
ASGI_APPLICATION = "portal.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = ["portal.sessions.SignInBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email", "name"]}),
        ("MinimumLengthValidator", {"min_length": 8}),
        ("CommonPasswordValidator", {}),
    )
]
BREACHED_PASSWORDS_FILE = env.text("BREACHED_PASSWORDS_FILE")
AUTH_PASSWORD_VALIDATORS.append(
    {
        "NAME": "portal.passwords.BreachedPasswordValidator",
        "OPTIONS": {"path": BREACHED_PASSWORDS_FILE},
    }
)
PASSWORD_RESET_TIMEOUT = 3600  # seconds
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "portal.accounts.AccountAdapter"
ACCOUNT_FORMS = {"request_login_code": "portal.forms.factors.AskForCodeForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # seconds
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
# Failures are counted by the hour; a whole waiting room may sign in through one address.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "50/h/ip,10/h/key",
    "request_login_code": "60/h/ip,5/h/key",
    "letters_to": "20/h/key",
    "reset_password": "20/h/ip,5/h/key",
    "reset_password_from_key": "20/h/ip",
    "reauthenticate": "10/m/user",
    "send_code": "10/h/user",
    "change_password": "5/m/user",
    "signup": "5/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 64
MFA_ADAPTER = "portal.accounts.MFAAdapter"
MFA_FORMS = {
    "authenticate": "portal.forms.factors.SecondStepForm",
    "reauthenticate": "portal.forms.factors.SecondStepAgainForm",
    "activate_totp": "portal.forms.factors.SetUpAppForm",
    "add_webauthn": "portal.forms.factors.AddPasskeyForm",
    "login_webauthn": "portal.forms.factors.KeySignInForm",
    "authenticate_webauthn": "portal.forms.factors.KeyStepForm",
    "reauthenticate_webauthn": "portal.forms.factors.KeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Groundwork"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_ENGINE = "portal.sessions"
SESSION_COOKIE_AGE = 180 * 24 * 3600  # seconds; the longest a device stays signed in unused
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
CSRF_FAILURE_VIEW = "portal.security.csrf_failure"
LANGUAGE_COOKIE_NAME = "__Host-language" if HTTPS else "language"
LANGUAGE_COOKIE_SECURE = HTTPS

# The way out -------------------------------------------------------------------------------

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["security.W002"]  # portal.security.HeadersMiddleware sends it

# Sizes: a form is small, a picture is 10 MB at most and a clip 100 MB ------------------------

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes of a form, files not counted
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
MAX_BODY_BYTES = 12 * 1024 * 1024
MAX_CLIP_BODY_BYTES = 102 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# Data --------------------------------------------------------------------------------------

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    "local": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "local",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT") or VAR_DIR / "static")
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT") or VAR_DIR / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.storage.ModuleStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 3600  # seconds, for the few names without a hash

# Jobs and mail -----------------------------------------------------------------------------

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_ON_APP_READY = "portal.jobs.on_app_ready"
PUBLIC_URL = env.text("PUBLIC_URL", "http://localhost:8000" if DEVELOPMENT else "").rstrip("/")
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_SSL = env.switch("EMAIL_USE_SSL", default=EMAIL_PORT == 465)
EMAIL_USE_TLS = env.switch("EMAIL_USE_TLS", default=not EMAIL_USE_SSL)
EMAIL_TIMEOUT = 20  # seconds
EMAIL_FILE_PATH = VAR_DIR / "outbox"
EMAIL_BACKEND = "django.core.mail.backends." + (
    "smtp.EmailBackend" if EMAIL_HOST or not DEVELOPMENT else "filebased.EmailBackend"
)
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "Groundwork <groundwork@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Words and days ----------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
# What the pages themselves speak. A language comes in with its catalogue in locale/: without it
# a phone that asks for it gets English words, read out and laid out as if they were not.
LANGUAGES = [("en-gb", "English")]
# What people read, and texts are written in.
READING_LANGUAGES = [("en-gb", "English"), ("de", "Deutsch"), ("ar", "العربية")]
USE_I18N = len(LANGUAGES) > 1  # else a page looks up a thousand words to find them as they are
USE_TZ = True
TIME_ZONE = "UTC"

# The article editor ------------------------------------------------------------------------

MARKDOWNX_MARKDOWNIFY_FUNCTION = "articles.text.markdownify_preview"
MARKDOWNX_URLS_PATH = "/clinic/articles/preview/"
MARKDOWNX_UPLOAD_URLS_PATH = "/clinic/articles/upload/"
MARKDOWNX_UPLOAD_MAX_SIZE = 10 * 1024 * 1024
MARKDOWNX_UPLOAD_CONTENT_TYPES = ["image/jpeg", "image/png", "image/webp"]
MARKDOWNX_IMAGE_MAX_SIZE = {"size": (1600, 1600), "quality": 85}
MARKDOWNX_SVG_JAVASCRIPT_PROTECTION = True
MARKDOWNX_EDITOR_RESIZABLE = False

# What is written down ----------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"redact": {"()": "portal.logs.Redact"}},
    "formatters": {"json": {"()": "portal.logs.JsonLines"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "stream": sys.stderr,
            "formatter": "json",
            "filters": ["redact"],
        }
    },
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "procrastinate": {"level": "WARNING"},
        "psycopg.pool": {"level": "ERROR"},  # `database_away` says it once per request
    },
}
