"""The command line `yika`: data to stdout, the rest to stderr, an exit code for how it went."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import django
import typer
from django.conf import settings
from django.utils import translation
from typer.exceptions import TyperException

from yika.kit.errors import Invalid
from yika.site import config
from yika.site.cli import frame, troubles

INTERRUPTED = 130


def main() -> NoReturn:
    """The program."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code. Only a bug leaves this function as an exception."""
    frame.manner.quiet = False
    broken = _set_up()
    with translation.override(frame.language(os.environ)):
        try:
            return _command(arguments, broken)
        except TyperException as error:
            return troubles.misused(error)
        except (typer.Abort, KeyboardInterrupt):
            return INTERRUPTED
        except BrokenPipeError:
            # The reader of our output went away; a flush at exit must not complain again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return troubles.FAILED
        except Exception as error:
            explained = troubles.explain(error)
            if explained is None:
                raise
            print(explained.words, file=sys.stderr)  # noqa: T201
            return explained.code


def _set_up() -> Invalid | None:
    """Start Django. With broken settings, only so far that the faults can be shown."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yika.site.settings")
    try:
        config.read()
        django.setup()
    except Invalid as fault:
        if not settings.configured:
            settings.configure(**frame.SPEECH)
            django.setup(set_prefix=False)
        return fault
    return None


def _command(arguments: Sequence[str], broken: Invalid | None) -> int:
    from yika.site.cli.root import make_root, survives_broken_settings

    if broken and not survives_broken_settings(arguments):
        raise broken
    root = make_root(arguments, sound=broken is None)
    code = root.main(list(arguments), prog_name="yika", standalone_mode=False)
    return code if isinstance(code, int) else 0
