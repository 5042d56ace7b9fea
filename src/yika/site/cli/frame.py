"""What every command shares: its options, how it answers, shows progress and says who asks.

Data goes to stdout by `answer`, everything else to stderr by `say` and `progress`. A command
raises what the domain raises; `troubles.py` turns that into a line and an exit code.
Help texts and messages are English marks for translation; they are translated when shown.

    app = frame.group(gettext_noop("Books and moves."))

    @app.command(help=gettext_noop("Check the whole book."))
    def verify(json: frame.Json = False) -> None:
        with frame.progress(gettext_noop("Checking moves"), total) as report:
            ...report(newly_done)
        frame.answer({"faults": []}, json=json, text="…")
"""

import json as json_format
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Protocol, TypeVar

import typer
from django.utils.translation import gettext
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from yika.domain.vault.rules import LastSeal
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.errors import gettext_noop
from yika.site.data import seal_copy

Json = Annotated[bool, typer.Option("--json", help=gettext_noop("Answer with JSON, for programs."))]
PasswordStdin = Annotated[
    bool,
    typer.Option("--password-stdin", help=gettext_noop("Read the password from standard input.")),
]


class Told(Protocol):
    """A fault that a check has found."""

    @property
    def trouble(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, object]: ...


AnyFault = TypeVar("AnyFault", bound=Told)

# Who gives a command for which the system asks no login: whoever may use this machine.
OPERATOR = Actor(ActorKind.SYSTEM, "operator", Channel.COMMAND_LINE)

# Enough for Django to speak the reader's language when the settings themselves are broken.
SPEECH: dict[str, Any] = {
    "LANGUAGES": [("zh-hans", "简体中文"), ("en", "English")],
    "LOCALE_PATHS": [Path(__file__).resolve().parents[2] / "locale"],
}


WIDE = 10_000  # columns: where nobody looks, nothing is folded


@dataclass(slots=True)
class _Manner:
    quiet: bool = False


manner = _Manner()


Report = Callable[[int], None]
"""Told how many pieces were done since it was last told."""


def group(help_text: str) -> typer.Typer:
    """A noun with verbs: `yika <noun> <verb>`."""
    return typer.Typer(
        help=help_text, no_args_is_help=True, rich_markup_mode=None, add_completion=False
    )


def answer(data: object, *, json: bool, text: str | Table) -> None:
    """The data a command was asked for, on stdout: as JSON, or as text for people."""
    if json:
        print(json_format.dumps(data, ensure_ascii=False, indent=2, default=str))  # noqa: T201
    elif isinstance(text, Table):
        _console(stderr=False).print(text)
    else:
        print(text)  # noqa: T201


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """A plain table for `answer`; headings are translated, cells are shown as they are."""
    made = Table(box=None, pad_edge=False, header_style="dim")
    for heading in headings:
        made.add_column(gettext(heading), overflow="fold")
    for row in rows:
        made.add_row(*(escape_markup(str(cell)) for cell in row))
    return made


def escape_markup(text: str) -> str:
    return text.replace("[", r"\[")


def worded(message: str, **facts: object) -> str:
    """A message in the reader's language, filled with the facts."""
    return gettext(message).format_map(facts)


def say(message: str, **facts: object) -> None:
    """A line about what is going on, on stderr; translated, then filled with the facts."""
    if not manner.quiet:
        warn(message, **facts)


def warn(message: str, **facts: object) -> None:
    """A line on stderr that is shown even with --quiet."""
    print(worded(message, **facts), file=sys.stderr)  # noqa: T201


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Report]:
    """A bar on stderr while the work lasts; nothing where nobody looks."""
    console = _console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=manner.quiet or not console.is_terminal,
    )
    with bar:
        task = bar.add_task(gettext(label), total=total)

        yield lambda newly_done: bar.advance(task, newly_done)


def kept_seal(stream: str, given: str) -> LastSeal | None:
    """The seal that somebody kept elsewhere, given as text or as the file of such seals."""
    try:
        return seal_copy.kept(stream, given) if given else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--last-seal") from error


def first_faults(
    faults: Sequence[AnyFault], limit: int, worded: Callable[[AnyFault], str]
) -> tuple[dict[str, object], list[str]]:
    """The first faults that a check has found, as data and in words."""
    shown = [(one, worded(one)) for one in faults[:limit]]
    more = len(faults) > limit
    data: dict[str, object] = {
        "faults": [
            {"trouble": one.trouble, "facts": one.facts, "words": words} for one, words in shown
        ],
        "more_faults": more,
    }
    lines = [words for _, words in shown]
    if more:
        lines.append(gettext("There are more faults; these are the first."))
    return data, lines


def language(environ: Mapping[str, str]) -> str:
    """The language of the command line: YIKA_LANGUAGE, else that of the terminal, else English."""
    names = ("YIKA_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    wanted = next((environ[name] for name in names if environ.get(name)), "")
    return "zh-hans" if wanted.lower().startswith("zh") else "en"


def now() -> datetime:
    """The time of a command, to be passed to the actions it calls."""
    return datetime.now(UTC)


def confirm(question: str, *, yes: bool, **facts: object) -> None:
    """Ask before something that cannot be undone; `--yes` answers beforehand."""
    if not yes:
        typer.confirm(worded(question, **facts), abort=True, err=True)


def password(*, from_stdin: bool, twice: bool = False) -> str:
    """A password from a prompt or from standard input, never from an option."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(
        typer.prompt(gettext("Password"), hide_input=True, confirmation_prompt=twice, err=True)
    )


def _console(*, stderr: bool) -> Console:
    """As wide as the terminal; into a file or a pipe nothing is folded."""
    console = Console(stderr=stderr, soft_wrap=True, highlight=False)
    if not console.is_terminal:
        console.width = WIDE
    return console
