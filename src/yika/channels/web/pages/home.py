"""The first page of a holder: his cards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yika.channels.common.art.pictures import shown
from yika.channels.common.asking.campaigns import reminders
from yika.channels.common.directory import appointments
from yika.channels.common.visitors import visitor
from yika.domain.cards import queries as cards
from yika.domain.errands import queries as errands
from yika.domain.outlets.queries import coming
from yika.kit import ids


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All my cards over all issuers, and what waits for me."""
    who = visitor(request)
    by = who.as_holder()
    mine = cards.cards_of(who.own.id, by=by)
    deck = [shown(card, uid=f"c{place}") for place, card in enumerate(mine)]
    names = {one.card.id: one.name for one in deck}
    context = {
        "tab": "home",
        "holder": who.own,
        "cards": deck,
        "reminders": reminders(who.own.id, by=by, now=who.now, cards=names) if deck else [],
        "appointments": appointments.shown_all(coming(who.own.id, by=by, now=who.now)[:2]),
        "waiting": errands.open_errands(by=by, now=who.now),
        "request_id": ids.new_id(),
    }
    return render(request, "web/home.html", context)
