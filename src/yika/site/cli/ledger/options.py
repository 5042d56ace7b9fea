"""What the commands of the ledger are given, each checked before anything is asked or changed."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext

from yika.domain.ledger.posting.engine import WORDS_MAX
from yika.kit.errors import gettext_noop
from yika.kit.money import Money
from yika.site.cli import frame

NAME_MAX = 64  # what the journal keeps of whom an entry is about
LOOKED_UP_MAX = 128
REASON_MAX = 500
REQUEST_MAX = 255
ROWS_MAX = 10_000
INT64_MAX = 2**63 - 1
DAY = "%Y-%m-%d"


def text(longest: int) -> Callable[[str], str]:
    """Reads one line of so many characters at most, which every database can keep."""

    def read(given: str) -> str:
        if not given.strip() or not given.isprintable():
            raise typer.BadParameter(gettext("expected one line of text"))
        if len(given) > longest:
            words = gettext_noop("{length} characters; at most {longest} fit")
            raise typer.BadParameter(frame.worded(words, length=len(given), longest=longest))
        return given

    return read


def money(given: str | Money) -> Money:
    """Reads an amount with its unit."""
    if isinstance(given, Money):
        return given
    try:
        return Money.parse(given)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


_name = text(LOOKED_UP_MAX)
_word = text(WORDS_MAX)
_request = text(REQUEST_MAX)

Account = Annotated[
    str,
    typer.Argument(metavar="ACCOUNT", parser=_name, help=gettext_noop("The name of an account.")),
]
From = Annotated[
    str, typer.Argument(metavar="FROM", parser=_name, help=gettext_noop("The account that pays."))
]
To = Annotated[
    str, typer.Argument(metavar="TO", parser=_name, help=gettext_noop("The account that gets it."))
]
Amount = Annotated[
    Money,
    typer.Argument(
        metavar="AMOUNT", parser=money, help=gettext_noop('How much, with its unit: "20.00 CNY"')
    ),
]
NewName = Annotated[
    str,
    typer.Argument(
        metavar="NAME", parser=text(NAME_MAX), help=gettext_noop("A name no other account has.")
    ),
]
Of = Annotated[str, typer.Argument(metavar="ISSUER", help=gettext_noop("Whose books."))]
Issuer = Annotated[str, typer.Option(help=gettext_noop("Whose books: the short name."))]
Heading = Annotated[
    str,
    typer.Option(
        metavar="HEADING",
        parser=text(LOOKED_UP_MAX),
        help=gettext_noop("The line of the chart of accounts, such as fees."),
    ),
]
Unit = Annotated[str, typer.Option(metavar="UNIT", help=gettext_noop("CNY, points, rides, MB …"))]
Floor = Annotated[
    Money | None,
    typer.Option(
        metavar="AMOUNT",
        parser=money,
        help=gettext_noop("How far down it may go; below zero is an overdraft."),
    ),
]
Ceiling = Annotated[
    Money | None,
    typer.Option(metavar="AMOUNT", parser=money, help=gettext_noop("How much it may hold.")),
]
Day = Annotated[
    datetime,
    typer.Argument(metavar="DAY", formats=[DAY], help=gettext_noop("A business day.")),
]
OnDay = Annotated[
    datetime | None,
    typer.Option(formats=[DAY], help=gettext_noop("Book it on this open day, not on today.")),
]
FirstDay = Annotated[
    datetime | None,
    typer.Option(formats=[DAY], help=gettext_noop("The first day of the books; else today.")),
]
Through = Annotated[
    datetime | None,
    typer.Option(formats=[DAY], help=gettext_noop("The last day to close; else yesterday.")),
]
Word = Annotated[
    str,
    typer.Option(
        metavar="WORD",
        parser=_word,
        help=gettext_noop("Why, in a word or two that stay on the move."),
    ),
]
Way = Annotated[
    str,
    typer.Option(
        metavar="WORD",
        parser=lambda given: given and _word(given),
        help=gettext_noop("How the money came: cash, a provider."),
    ),
]
Reason = Annotated[
    str,
    typer.Option(
        metavar="TEXT", parser=text(REASON_MAX), help=gettext_noop("Why; the journal keeps it.")
    ),
]
Request = Annotated[
    str | None,
    typer.Option(
        metavar="ID",
        parser=_request,
        help=gettext_noop("The id of this request, to repeat it safely; else a new one is made."),
    ),
]
Original = Annotated[
    str,
    typer.Option(
        metavar="ID",
        parser=_request,
        help=gettext_noop("The request to take back, as given to it or as the statement shows it."),
    ),
]
By = Annotated[str, typer.Option(help=gettext_noop("Your login; its password is asked for."))]
Limit = Annotated[
    int, typer.Option(min=1, max=ROWS_MAX, help=gettext_noop("How many to show at most."))
]
Before = Annotated[
    int | None,
    typer.Option(
        min=1, max=INT64_MAX, help=gettext_noop("Go on where the page before this one ended.")
    ),
]
