"""Being forgotten: what goes, what the law keeps and until when, and how to take it back."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yika.channels.common import words
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import Visitor, asking, visitor
from yika.channels.web.pages.data import step_up
from yika.domain.errands.queries import unfinished
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.identity.actions.retention import ask_erasure, take_back_erasure
from yika.domain.identity.queries.retention import erasures_of
from yika.domain.identity.rules.retention import DataClass
from yika.domain.identity.rules.retention.erasure import (
    OBSTACLE_WORDS,
    THINK_FOR,
    Obstacle,
    State,
    erased_classes,
    lasting_classes,
)
from yika.kit import ids
from yika.kit.errors import Fault, Invalid, gettext_noop
from yika.products.tables.span import Span

SURE = Ask(
    "sure", AskKind.CONFIRM, gettext_noop("I know that nothing can be brought back afterwards.")
)
TICK = gettext_noop("Tick the box if you really want to be forgotten.")
A_YEAR = 365
PLACES = {
    Obstacle.OPEN_CARDS: "web:home",
    Obstacle.OPEN_ERRANDS: "web:home",
    Obstacle.OPEN_APPLICATIONS: "web:applications",
    Obstacle.OPEN_ENQUIRIES: "web:help",
    Obstacle.COMING_APPOINTMENTS: "web:appointments",
    Obstacle.OPEN_CHECKS: "web:identity",
    Obstacle.ACTS_FOR_OTHERS: "web:organizations",
}


@require_safe
def forget(request: HttpRequest) -> HttpResponse:
    """How it stands, or what it would mean and what has to end before."""
    who = visitor(request)
    by = who.as_holder()
    wishes = erasures_of(who.own.id, by=by)
    last = wishes[0] if wishes else None
    context = _around(who) | {
        "wish": last if last and last.state is State.ASKED else None,
        "hindered": _told(last.obstacles) if last and last.state is State.HINDERED else [],
        "gone": [_(one.name) for one in erased_classes()],
        "kept": [(_(one.name), _until(one), _(one.ground)) for one in lasting_classes()],
        "request_id": ids.new_id(),
    }
    return render(request, "web/data/forget.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Once more, with a box to tick."""
    who = visitor(request)
    if to_code := step_up.first(request, "forget-ask"):
        return to_code

    def save() -> HttpResponse:
        if request.POST.get("sure") != "yes":
            raise Invalid([Fault("sure", "", TICK)])
        ask_erasure(holder=who.own.id, **asking(request, who.as_holder()))
        return go("web:forget")

    title = gettext_noop("Do you want to be forgotten?")
    more = _around(who)
    return form_page(request, "web/data/forget_ask.html", [SURE], save, title=title, more=more)


@require_POST
def take_back(request: HttpRequest, wish_id: str) -> HttpResponse:
    """Everything stays as it was."""
    take_back_erasure(wish=wish_id, **asking(request, visitor(request).as_holder()))
    return go("web:forget")


def _around(who: Visitor) -> dict[str, object]:
    found = unfinished(who.own.id, by=who.as_holder(), now=who.now)
    return {"tab": "me", "obstacles": _told(found), "days": THINK_FOR.days}


def _told(obstacles: Iterable[Obstacle]) -> list[tuple[str, str]]:
    """Each in words, with the page on which it can be ended, if there is one."""
    return [
        (_(OBSTACLE_WORDS[one]), reverse(PLACES[one]) if one in PLACES else "") for one in obstacles
    ]


def _until(one: DataClass) -> str:
    """Until when a class is kept that the law keeps."""
    if one.days is None:
        return _("for good")
    years, rest = divmod(one.days, A_YEAR)
    if not one.days:
        return _("until: {moment}").format(moment=_(one.since))
    span = Span(months=12 * years) if years and not rest else Span(days=one.days)
    return _("{time} from: {moment}").format(time=words.lasting(span), moment=_(one.since))
