"""Setting up an installation: `yika init`, `yika migrate`, `yika config`."""

import os
import secrets
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext

from yika.kit.errors import Invalid, gettext_noop
from yika.kit.keyring import Keyring
from yika.site import config
from yika.site.cli import frame

app = typer.Typer()
settings_app = typer.Typer()


@app.command(
    "init",
    help=gettext_noop("Make the folder, the keys and the database; keep what is there."),
)
def init() -> None:
    set_up()
    frame.say(gettext_noop("Ready. Start the site with: yika serve"))


def set_up() -> None:
    """Whatever of folder, keys, tables and static files is missing."""
    home: Path = settings.YIKA_HOME
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_secret(home / "secret-key")
    make_keyring(settings.YIKA_KEYRING_FILE)
    bring_up_to_date()
    call_command("collectstatic", interactive=False, verbosity=0)


@app.command("migrate", help=gettext_noop("Bring the tables of the database up to date."))
def migrate() -> None:
    bring_up_to_date()
    frame.say(gettext_noop("The database is up to date."))


@settings_app.command("config", help=gettext_noop("Show every setting, its meaning and its value."))
def show_config(
    _list: Annotated[
        bool, typer.Option("--list", help=gettext_noop("Show all settings; this is the default."))
    ] = True,
    json: frame.Json = False,
) -> None:
    found = list(config.look(os.environ).values())
    rows = [
        {
            "name": one.setting.name,
            "value": one.shown,
            "default": one.setting.default,
            "given": one.given,
            "secret": one.setting.secret,
            "purpose": gettext(one.setting.purpose),
            "fault": gettext(one.fault.expected) if one.fault else None,
        }
        for one in found
    ]
    headings = [gettext_noop("Setting"), gettext_noop("Value"), gettext_noop("Meaning")]
    cells = ([row["name"], row["fault"] or row["value"], row["purpose"]] for row in rows)
    frame.answer(rows, json=json, text=frame.table(headings, cells))
    faults = [one.fault for one in found if one.fault]
    if faults:
        raise Invalid(faults)


def make_secret(file: Path) -> None:
    """A key for cookies and links, readable by its owner only."""
    if file.exists():
        return
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as open_file:
        open_file.write(secrets.token_urlsafe(48) + "\n")
    frame.say(gettext_noop("Made the secret key {file}."), file=file)


def make_keyring(file: Path) -> None:
    """Keys for encrypting and sealing; what is encrypted with them is lost without them."""
    if file.exists():
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    Keyring.generate().save(file)
    frame.say(gettext_noop("Made the keyring {file}. Keep a copy of it somewhere safe."), file=file)


def bring_up_to_date() -> None:
    """Apply the migrations that the database has not seen."""
    frame.say(gettext_noop("Bringing the database up to date …"))
    call_command("migrate", interactive=False, verbosity=0)
