"""Puts the commands together under `yika`, with every help text in the reader's language."""

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer
from django.utils.translation import gettext
from typer.core import TyperCommand, TyperGroup

from yika import __version__
from yika.kit.errors import gettext_noop
from yika.site.cli import frame, install

COMMANDS = "yika.site.cli"
VERBS = (
    f"{COMMANDS}.install",
    f"{COMMANDS}.serve",
    "yika.site.demo.command",
    "yika.site.demo.specimens.command",
    f"{COMMANDS}.doctor",
    f"{COMMANDS}.desk.openapi",
)
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
ABOUT = gettext_noop("Yika runs the whole life of a smart card for those who issue them.")


def survives_broken_settings(arguments: Sequence[str]) -> bool:
    """Whether this command must work even when the settings are faulty: it shows them."""
    words = [word for word in arguments if not word.startswith("-")]
    return words[:1] == ["config"]


def make_root(*, sound: bool) -> TyperGroup:
    """The whole tree of commands; with unsound settings only the one that shows them."""
    app = frame.group(ABOUT)
    app.callback(help=ABOUT)(_options)
    if sound:
        _add_all(app)
    else:
        app.add_typer(install.settings_app)
    tree = typer.main.get_command(app)
    assert isinstance(tree, TyperGroup)
    _translate(tree)
    return tree


def _add_all(app: typer.Typer) -> None:
    for module in VERBS:
        app.add_typer(import_module(module).app)
    app.add_typer(install.settings_app)
    for noun, module in NOUNS.items():
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
