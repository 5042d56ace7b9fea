"""Second looks: confirmations of colleagues that were drawn, and doubts a supervisor settles."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yika.channels.common.asking.posting import go
from yika.channels.common.visitors import visitor
from yika.channels.review import shown, words
from yika.channels.review.desk import acting, context, reviewer
from yika.domain.identity import actions, queries
from yika.domain.identity.rules.review.reasons import reason_words
from yika.domain.identity.rules.review.states import LOOK_WORDS, Look
from yika.domain.identity.rules.review.views import SecondLookView
from yika.domain.staff.rules import Right
from yika.kit.actor import check_may
from yika.kit.errors import Refusal
from yika.products.documents import DOCUMENT_WORDS

PAGE = 50
TRIED = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list."""

    one: SecondLookView
    product: str
    document: str
    age: str
    confirmed: str
    state: str
    doubted: bool
    reason: str
    mine: bool


@require_safe
def second(request: HttpRequest) -> HttpResponse:
    """What waits for him, what was drawn first, first."""
    return _page(request)


@require_POST
def take_next(request: HttpRequest) -> HttpResponse:
    """What he has already, else the oldest that nobody has and that he may look at."""
    by, now = reviewer(request), visitor(request).now
    check_may(by, Right.IDENTITY_REVIEW, by.issuer)
    found = queries.second_looks(by=by, now=now, limit=TRIED)
    for one in sorted(found, key=lambda each: each.locked_by != by.id):
        if one.locked_by in {"", by.id} and _taken(request, one):
            return go("review:item", one.verification)
    return _page(request, trouble=[_("Nothing waits that you could take up now.")])


def _taken(request: HttpRequest, one: SecondLookView) -> bool:
    try:
        actions.take_second_look(verification=one.verification, **acting(request))
    except Refusal:
        return False
    return True


def _page(request: HttpRequest, *, trouble: list[str] | None = None) -> HttpResponse:
    by, now = reviewer(request), visitor(request).now
    check_may(by, Right.IDENTITY_REVIEW, by.issuer)
    names = shown.product_names(by.issuer)
    found = queries.second_looks(by=by, now=now, limit=PAGE)
    lines = [
        Line(
            one=one,
            product=names.get(one.product, one.product),
            document=_(DOCUMENT_WORDS[one.document]),
            age=words.lasting(now - one.drawn_at),
            confirmed=words.moment(one.approved_at),
            state=_(LOOK_WORDS[one.state]),
            doubted=one.state is Look.DISAGREED,
            reason=_reason(one),
            mine=one.locked_by == by.id,
        )
        for one in found
    ]
    more = {
        "lines": lines,
        "mine": any(one.mine for one in lines),
        "trouble": trouble,
        "troubled": bool(trouble),
    }
    return render(request, "review/second.html", context(request, tab="second", **more))


def _reason(one: SecondLookView) -> str:
    found = reason_words(one.reason)
    return _(found.staff) if found else ""
