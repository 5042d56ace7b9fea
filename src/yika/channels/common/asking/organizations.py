"""What is asked for an organization on any face of staff: its name, its code, and a letter."""

from datetime import date

from django.http import HttpRequest

from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.organizations.rules import Letter, Role
from yika.domain.organizations.rules.standing import ROLE_WORDS, WITH_LETTER
from yika.domain.organizations.rules.terms import NAME_MAX
from yika.kit.errors import Fault, Invalid, gettext_noop

BYTES_MAX = 20_000_000
DAY_EXPECTED = gettext_noop("Enter a day.")
LETTER_EXPECTED = gettext_noop("Choose a picture of the letter.")
LETTER = (
    Ask("since", AskKind.DATE, gettext_noop("First day of the letter")),
    Ask("until", AskKind.DATE, gettext_noop("Last day of the letter")),
    Ask(
        "letter",
        AskKind.PICTURE,
        gettext_noop("Picture of the letter"),
        max_length=BYTES_MAX,
        frame="page",
    ),
)
NAME = Ask("name", AskKind.TEXT, gettext_noop("Name of the organization"), max_length=NAME_MAX)
CODE = Ask("code", AskKind.TEXT, gettext_noop("Unified social credit code"), max_length=40)
ROLE = Ask(
    "role",
    AskKind.CHOICE,
    gettext_noop("He acts as"),
    choices=tuple(Choice(one.value, ROLE_WORDS[one]) for one in Role if one in WITH_LETTER),
    value=Role.DEPUTY.value,
)


def letter_given(request: HttpRequest) -> Letter:
    """The picture and the days of a letter, as they were posted."""
    file = request.FILES.get("letter")
    if file is None or isinstance(file, list) or not file.size or file.size > BYTES_MAX:
        raise Invalid([Fault("letter", "", LETTER_EXPECTED)])
    return Letter(file.read(), _day(request, "since"), _day(request, "until"))


def _day(request: HttpRequest, name: str) -> date:
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError as error:
        raise Invalid([Fault(name, "", DAY_EXPECTED)]) from error
