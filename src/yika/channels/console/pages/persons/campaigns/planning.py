"""Plans a campaign: for which product, until when, with which warnings, and what comes after."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.sheets import Sheet, deed_page
from yika.channels.console.tables import to
from yika.channels.console.typed import day
from yika.domain.campaigns import actions
from yika.domain.campaigns.rules.plan import DEADLINE_EXPECTED, STAGE_EXPECTED, WARNS_EXPECTED
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.staff.rules import Right
from yika.kit.errors import Fault, Invalid, gettext_noop

DEADLINE = Ask("deadline", AskKind.DATE, gettext_noop("Last day to prove the name"))
WARNS = Ask(
    "warns",
    AskKind.TEXT,
    gettext_noop("Days before it on which holders are warned"),
    hint=gettext_noop("Such as 30 14 3."),
    max_length=40,
)
NEVER = gettext_noop("Left empty: never.")
LOADING = Ask(
    "loading_after",
    AskKind.NUMBER,
    gettext_noop("Days after it until topping up is restricted"),
    hint=NEVER,
    required=False,
    max_length=3,
)
SPENDING = Ask(
    "spending_after",
    AskKind.NUMBER,
    gettext_noop("Days after it until spending is restricted too"),
    hint=NEVER,
    required=False,
    max_length=3,
)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Plan one; a second person starts it."""
    desk = open_desk(request, Right.CAMPAIGNS_MANAGE)
    sheet = Sheet(
        title=_("Plan a campaign"),
        tab="campaigns",
        back=to("campaigns"),
        button=_("Plan it"),
        lead=_(
            "Nothing happens until a second person starts it. Nobody is restricted whose warnings "
            "did not arrive."
        ),
        asks=[_products(desk), DEADLINE, WARNS, LOADING, SPENDING],
        values={"warns": "30 14 3", "loading_after": "0"},
    )
    return deed_page(
        desk,
        sheet,
        lambda: actions.plan_campaign(
            issuer_code=desk.issuer,
            product=desk.given("product"),
            deadline=day(desk, "deadline", DEADLINE_EXPECTED),
            warns=_numbers(desk.given("warns")),
            loading_after=_number(desk.given("loading_after")),
            spending_after=_number(desk.given("spending_after")),
            **desk.acting(),
        ),
        onward=lambda made: to("campaign", made.id),
    )


def _products(desk: Desk) -> Ask:
    asking = (
        one.product
        for one in desk.sold.values()
        if one.product.real_name and one.product.real_name.need != "never"
    )
    choices = tuple(Choice(one.code, words.called(one.name), literal=True) for one in asking)
    return Ask("product", AskKind.CHOICE, gettext_noop("Product"), choices=choices)


def _numbers(typed: str) -> list[int]:
    try:
        return [int(one) for one in typed.replace(",", " ").split()]
    except ValueError:
        raise Invalid([Fault("warns", "", WARNS_EXPECTED)]) from None


def _number(typed: str) -> int | None:
    try:
        return int(typed) if typed.strip() else None
    except ValueError:
        raise Invalid([Fault("loading_after", "", STAGE_EXPECTED)]) from None
