"""Asks whose a lost card is of who has not signed in, and remembers what he has shown."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from yika.domain.errands.rules.asks import Ask, AskKind
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.errors import Refusal, gettext_noop

COOKIE = "yika_loss"
SECONDS = 15 * 60
SALT = "yika.loss"
PATH = "/loss"

NUMBER = Ask(
    "number",
    AskKind.NUMBER,
    gettext_noop("Card number"),
    gettext_noop("It also stands on receipts and in letters about the card."),
    max_length=60,
)
CODE = Ask("code", AskKind.ONE_TIME_CODE, gettext_noop("Code"), max_length=12)
OF_NUMBER = {"card.mistyped_number", "stop.loss_not_taken"}


def at_its_field(refusal: Refusal) -> Refusal:
    """The same refusal, to be shown beside the number where it is about that."""
    if refusal.code in OF_NUMBER:
        refusal.facts["field"] = NUMBER.name
    return refusal


def remember(response: HttpResponse, holder: str) -> HttpResponse:
    """From now on this browser acts for that holder, on the pages about lost cards only."""
    response.set_cookie(
        COOKIE,
        signing.dumps(holder, salt=SALT),
        max_age=SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
        path=PATH,
    )
    return response


def remembered(request: HttpRequest) -> Actor | None:
    """Who showed here some minutes ago that he is a holder; None when nobody did."""
    try:
        holder = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    return Actor(ActorKind.HOLDER, str(holder), Channel.WEB)


def forget(response: HttpResponse) -> HttpResponse:
    """Nothing of it stays."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")
    return response
