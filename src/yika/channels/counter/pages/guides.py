"""Guides at the counter: looked up for a customer, and printed for him to take along."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yika.channels.common import words
from yika.channels.common.directory.guides import told
from yika.channels.common.visitors import visitor
from yika.channels.counter import operations, screen
from yika.channels.counter.desk import empty
from yika.domain.errands import queries
from yika.domain.issuers import queries as issuers
from yika.kit.actor import check_may


@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """Choose a card and an errand; the guide stands below, ready to be printed."""
    desk, now = empty(request), visitor(request).now
    check_may(desk.by, operations.GUIDES.right, desk.by.issuer)
    found = queries.card_guides(now=now, issuer=desk.by.issuer)
    product, _slash, kind = request.GET.get("guide", "").partition("/")
    here = issuers.outlet(desk.by.outlet) if desk.by.outlet else None
    shown = None
    if product:
        card = queries.card_guide(desk.by.issuer, product, now=now)
        shown = told(card, kind, now=now, near=here.position if here else None)
    context = screen.context(
        request,
        desk,
        doing=operations.GUIDES,
        choices=[
            (
                words.in_language(one.name, get_language() or ""),
                [(f"{one.code}/{guide.kind}", _(guide.title)) for guide in one.guides],
            )
            for one in found
        ],
        chosen=f"{product}/{kind}",
        guide=shown,
        at=now,
    )
    return render(request, "counter/outlet/guides.html", context)
