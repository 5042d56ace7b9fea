"""Puts the commands together under `yika`, with every help text in the reader's language."""

from collections.abc import Sequence
from importlib import import_module
from itertools import chain
from typing import Annotated

import typer
from django.utils.translation import gettext
from typer.core import TyperCommand, TyperGroup

from yika import __version__
from yika.kit.errors import gettext_noop
from yika.site.cli import frame, install

COMMANDS = "yika.site.cli"
VERBS = {
    f"{COMMANDS}.install": ("init", "migrate"),
    f"{COMMANDS}.serve": ("serve", "worker"),
    "yika.site.demo.command": ("demo",),
    "yika.site.demo.specimens.command": ("specimen",),
    f"{COMMANDS}.doctor": ("doctor",),
    f"{COMMANDS}.desk.openapi": ("openapi",),
}
NOUNS = {
    "product": "product",
    "ledger": "ledger",
    "journal": "journal",
    "data": "desk.data",
    "campaign": "desk.campaign",
    "keys": "keys",
    "issuer": "desk.issuer",
    "outlet": "desk.outlet",
    "staff": "desk.staff",
    "machine": "desk.machine",
    "api-key": "desk.key",
    "import": "desk.imports",
}
SETTINGS = "config"
ABOUT = gettext_noop("Yika runs the whole life of a smart card for those who issue them.")


def survives_broken_settings(arguments: Sequence[str]) -> bool:
    """Whether this command must work even when the settings are faulty: it shows them."""
    return _word(arguments) == SETTINGS


def make_root(arguments: Sequence[str] = (), *, sound: bool) -> TyperGroup:
    """The tree of commands, as much of it as these arguments can reach: loading the rest of the
    product would take longer than most commands do. With unsound settings only the one that shows
    them.
    """
    app = frame.group(ABOUT)
    app.callback(help=ABOUT)(_options)
    if sound:
        _add(app, _word(arguments))
    app.add_typer(install.settings_app)
    tree = typer.main.get_command(app)
    assert isinstance(tree, TyperGroup)
    _translate(tree)
    return tree


def _word(arguments: Sequence[str]) -> str:
    """The verb or noun that was typed; empty for none."""
    return next((word for word in arguments if not word.startswith("-")), "")


def _add(app: typer.Typer, word: str) -> None:
    """What this word leads to; everything, for the list of commands, where it leads nowhere."""
    known = word in {SETTINGS, *NOUNS, *chain.from_iterable(VERBS.values())}
    for module, verbs in VERBS.items():
        if word in verbs or not known:
            app.add_typer(import_module(module).app)
    for noun, module in NOUNS.items():
        if word == noun or not known:
            app.add_typer(import_module(f"{COMMANDS}.{module}").app, name=noun)


def _options(
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=gettext_noop("Say nothing but data and trouble."))
    ] = False,
    _version: Annotated[
        bool,
        typer.Option(
            "--version",
            help=gettext_noop("Show the version."),
            is_eager=True,
            callback=lambda wanted: _show_version() if wanted else None,
        ),
    ] = False,
) -> None:
    frame.manner.quiet = quiet


def _show_version() -> None:
    frame.answer(None, json=False, text=__version__)
    raise typer.Exit


def _translate(command: TyperGroup | TyperCommand) -> None:
    command.help = _translated(command.help)
    command.short_help = _translated(command.short_help)
    for parameter in command.params:
        if hasattr(parameter, "help"):
            parameter.help = _translated(parameter.help)
    for child in getattr(command, "commands", {}).values():
        _translate(child)


def _translated(text: str | None) -> str | None:
    return gettext(text) if text else text
