"""Every setting of an installation, declared once: name, default, meaning, whether it is secret.

Settings come from the environment. `NAME_FILE` may name a file that holds the value of `NAME`,
so that a secret need not stand in the environment. `docs/reference/settings.md` explains each.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

from yika.connectors.mail.server import check_mail_url, check_sender
from yika.connectors.sms.call import check_endpoint
from yika.kit.errors import Fault, Invalid, gettext_noop
from yika.site import databases
from yika.site.config.declaring import Setting, setting
from yika.site.config.texts import READ

DEVELOPMENT_SECRET = "for-development-only-a-site-makes-its-own-with-yika-init"  # noqa: S105
SMS_KEYS = ("sms_key_id", "sms_key_secret", "sms_signature", "sms_texts_file")
SMS_NEEDS = {"aliyun": SMS_KEYS, "tencent": (*SMS_KEYS, "sms_app_id")}
MESSAGE_CHECKS = {
    "email_url": check_mail_url,
    "email_sender": check_sender,
    "sms_endpoint": check_endpoint,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings as read. The type of a field says how its text is understood."""

    environment: str = setting(
        "YIKA_ENV",
        "development",
        gettext_noop("What this installation is for. Production refuses unsafe settings."),
        choices=("development", "production"),
    )
    home: Path = setting(
        "YIKA_HOME",
        "var",
        gettext_noop(
            "The folder for what the installation writes: database file, keys, static files."
        ),
    )
    database_url: str = setting(
        "DATABASE_URL",
        "sqlite:///{home}/yika.sqlite3",
        gettext_noop("The database: sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME."),
        secret=True,
    )
    secret_key: str = setting(
        "SECRET_KEY",
        "",
        gettext_noop("Signs cookies and links. Without it, the file secret-key in YIKA_HOME."),
        secret=True,
        needed_in_production=True,
    )
    allowed_hosts: tuple[str, ...] = setting(
        "ALLOWED_HOSTS",
        "localhost,127.0.0.1,[::1]",
        gettext_noop("The host names under which people reach the site, separated by commas."),
        needed_in_production=True,
    )
    base_url: str = setting(
        "YIKA_BASE_URL",
        "http://localhost:8000",
        gettext_noop("The address of the site as people type it, used for links that leave it."),
        needed_in_production=True,
    )
    behind_proxy: bool = setting(
        "YIKA_BEHIND_PROXY",
        "off",
        gettext_noop(
            "Believe the X-Forwarded-Proto and X-Forwarded-For headers. "
            "Only behind a proxy that sets both."
        ),
    )
    time_zone: ZoneInfo = setting(
        "YIKA_TIME_ZONE",
        "Asia/Shanghai",
        gettext_noop("The zone whose time pages show, such as Asia/Shanghai."),
    )
    keyring_file: Path = setting(
        "YIKA_KEYRING_FILE",
        "{home}/keyring.toml",
        gettext_noop("The file with the keys that encrypt and seal the data. Back it up apart."),
    )
    files_dir: Path = setting(
        "YIKA_FILES_DIR", "{home}/files", gettext_noop("The folder of sealed files. Back it up.")
    )
    seal_copy_file: Path | None = setting(
        "YIKA_SEAL_COPY_FILE",
        "",
        gettext_noop(
            "A file, best on another machine's disk, that receives a copy of every last seal."
        ),
    )
    language: str = setting(
        "YIKA_LANGUAGE",
        "",
        gettext_noop("The language of the command line. Without it, the one of the terminal."),
        choices=("", "zh-hans", "en"),
    )
    log_format: str = setting(
        "LOG_FORMAT",
        "console",
        gettext_noop("How log lines look: for people (console) or for programs (json)."),
        choices=("console", "json"),
    )
    log_level: str = setting(
        "LOG_LEVEL",
        "info",
        gettext_noop("The least important log line that is written."),
        choices=("debug", "info", "warning", "error"),
    )
    web_threads: int = setting(
        "YIKA_WEB_THREADS",
        "8",
        gettext_noop("How many requests one server process answers at the same time."),
    )
    web_processes: int = setting(
        "YIKA_WEB_PROCESSES", "1", gettext_noop("How many server processes there are.")
    )
    api_rate: int = setting(
        "YIKA_API_RATE",
        "600",
        gettext_noop("How many requests a minute one API key or machine may send."),
    )
    reader: str = setting(
        "YIKA_READER",
        "if-installed",
        gettext_noop(
            "Whether the worker reads documents, for which yika[ocr] must be installed. The demo "
            "reads its own specimens without it."
        ),
        choices=("if-installed", "specimens", "off"),
    )
    registry: str = setting(
        "YIKA_REGISTRY",
        "off",
        gettext_noop("Which official register is asked about names; a simulated one for trying."),
        choices=("off", "simulator"),
    )
    face: str = setting(
        "YIKA_FACE",
        "off",
        gettext_noop(
            "Which program gives hints about faces: dlib, for which yika[face] must be installed, "
            "or a simulated one for trying."
        ),
        choices=("off", "dlib", "simulator"),
    )
    face_alarm: int = setting(
        "YIKA_FACE_ALARM", "80000", gettext_noop("At how many stored pictures of faces to warn.")
    )
    email_url: str = setting(
        "EMAIL_URL",
        "",
        gettext_noop("The mail server: smtp://USER:PASSWORD@HOST:PORT, or smtps:// for TLS."),
        secret=True,
    )
    email_sender: str = setting(
        "YIKA_EMAIL_SENDER",
        "",
        gettext_noop("Who e-mails come from: Yika <cards@example.com>"),
    )
    sms_provider: str = setting(
        "YIKA_SMS_PROVIDER",
        "",
        gettext_noop("Who sends short messages. The tray is a file, never for true data."),
        choices=("", "tray", "aliyun", "tencent"),
    )
    sms_key_id: str = setting("YIKA_SMS_KEY_ID", "", gettext_noop("The provider's id of our key."))
    sms_key_secret: str = setting(
        "YIKA_SMS_KEY_SECRET",
        "",
        gettext_noop("The key that signs what we ask of the provider."),
        secret=True,
    )
    sms_app_id: str = setting(
        "YIKA_SMS_APP_ID", "", gettext_noop("Our SdkAppId, for Tencent Cloud only.")
    )
    sms_signature: str = setting(
        "YIKA_SMS_SIGNATURE",
        "",
        gettext_noop("The approved name of the sender that stands in front of short messages."),
    )
    sms_texts_file: Path | None = setting(
        "YIKA_SMS_TEXTS_FILE",
        "",
        gettext_noop("The file with the provider's ids of the approved texts."),
    )
    sms_endpoint: str = setting(
        "YIKA_SMS_ENDPOINT",
        "",
        gettext_noop("The provider's address, where it is not the usual one."),
    )
    debug: bool = setting(
        "YIKA_DEBUG",
        "off",
        gettext_noop("Show the details of a bug in the browser. Never in production."),
    )

    @property
    def production(self) -> bool:
        return self.environment == "production"


@dataclass(frozen=True, slots=True)
class Found:
    """One setting with what the environment says of it."""

    setting: Setting
    value: object
    given: bool
    fault: Fault | None = None

    @property
    def shown(self) -> str:
        """The value for people; secrets are masked."""
        if self.setting.secret and self.value:
            return "••••••"
        if isinstance(self.value, tuple):
            return ",".join(self.value)
        if isinstance(self.value, bool):
            return "on" if self.value else "off"
        return "" if self.value is None else str(self.value)


def declared() -> list[Setting]:
    """All settings, in the order of the documentation."""
    return [one.metadata["setting"] for one in fields(Config)]


def look(environ: Mapping[str, str]) -> dict[str, Found]:
    """What the environment says of every setting, by field name, faults included."""
    home = _text_of(_setting("home"), environ)[0] or "var"
    kinds = get_type_hints(Config)
    found = {
        one.name: _find(one.metadata["setting"], kinds[one.name], environ, home=home)
        for one in fields(Config)
    }
    if found["environment"].value == "production":
        found |= _unsafe(found)
    return found | _checked_database(found["database_url"]) | _checked_messages(found)


def read(environ: Mapping[str, str] = os.environ) -> Config:
    """The settings of this process. Raises `Invalid` with every fault at once."""
    found = look(environ)
    faults = [one.fault for one in found.values() if one.fault]
    if faults:
        raise Invalid(faults)
    values: dict[str, Any] = {name: one.value for name, one in found.items()}
    return Config(**values)


def _setting(name: str) -> Setting:
    declared_as: Setting = Config.__dataclass_fields__[name].metadata["setting"]
    return declared_as


def _find(setting: Setting, kind: object, environ: Mapping[str, str], *, home: str) -> Found:
    try:
        text, given = _text_of(setting, environ)
        if setting.name == "SECRET_KEY" and not text:
            text, given = _own_secret(Path(home))
        value = _understand(text.replace("{home}", home) if not given else text, setting, kind)
    except (ValueError, OSError) as error:
        return Found(setting, None, given=True, fault=Fault(setting.name, "", str(error)))
    return Found(setting, value, given)


def _text_of(setting: Setting, environ: Mapping[str, str]) -> tuple[str, bool]:
    """The text of a setting, and whether somebody gave it."""
    file = environ.get(f"{setting.name}_FILE")
    if file and setting.name in environ:
        raise ValueError(f"is given twice, also as {setting.name}_FILE; remove one")
    if file:
        return _content(Path(file), named_by=f"{setting.name}_FILE"), True
    if setting.name in environ:
        return environ[setting.name].strip(), True
    return setting.default, False


def _content(file: Path, *, named_by: str) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ValueError(
            f"{named_by} names {file}, which cannot be read: {error.strerror}"
        ) from error


def _own_secret(home: Path) -> tuple[str, bool]:
    """The secret that `yika init` made, or the well-known one for development."""
    file = home / "secret-key"
    if file.exists():
        return _content(file, named_by="YIKA_HOME"), True
    return DEVELOPMENT_SECRET, False


def _understand(text: str, setting: Setting, kind: object) -> object:
    if setting.choices and text not in setting.choices:
        raise ValueError(f"must be one of: {', '.join(filter(None, setting.choices))}")
    return READ[kind](text)


def _checked_database(found: Found) -> dict[str, Found]:
    try:
        databases.database(str(found.value))
    except Invalid as refused:
        found = replace(found, fault=found.fault or refused.faults[0])
    return {"database_url": found}


def _checked_messages(found: dict[str, Found]) -> dict[str, Found]:
    """What keeps SMS and e-mail from leaving, as faults."""
    needed = SMS_NEEDS.get(str(found["sms_provider"].value), ())
    needed += ("email_sender",) if found["email_url"].value else ()
    reasons = {
        name: gettext_noop("must be given for this way to send messages")
        for name in needed
        if not found[name].value
    }
    for name, check in MESSAGE_CHECKS.items():
        try:
            check(str(found[name].value or ""))
        except ValueError as error:
            reasons.setdefault(name, str(error))
    return _faulty(found, reasons)


def _unsafe(found: dict[str, Found]) -> dict[str, Found]:
    """What production does not accept, as faults."""
    reasons = {
        name: gettext_noop("must be given in production")
        for name, one in found.items()
        if one.setting.needed_in_production and not one.given
    }
    if found["debug"].value is True:
        reasons["debug"] = gettext_noop("must be off in production")
    if str(found["base_url"].value).startswith("http://"):
        reasons.setdefault("base_url", gettext_noop("must begin with https:// in production"))
    if found["sms_provider"].value == "tray":
        reasons["sms_provider"] = gettext_noop("must not be the tray in production")
    for name in ("registry", "face"):
        if found[name].value == "simulator":
            reasons[name] = gettext_noop("must not be simulated in production")
    return _faulty(found, reasons)


def _faulty(found: dict[str, Found], reasons: Mapping[str, str]) -> dict[str, Found]:
    return {
        name: replace(one, fault=Fault(one.setting.name, "", reasons[name]))
        for name, one in found.items()
        if name in reasons and not one.fault
    }
