"""The help page: my enquiries, what to ask, where to read, whom to call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from yika.channels.common import words
from yika.channels.common.asking.enquiries.shown import lines
from yika.channels.common.visitors import visitor
from yika.domain.enquiries import queries
from yika.domain.enquiries.rules import normal_page
from yika.domain.issuers import queries as issuers

SHOWN = 20


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Everything that helps, signed in or not."""
    who, language = visitor(request), get_language() or ""
    mine = queries.enquiries(by=who.as_holder(), now=who.now, limit=SHOWN) if who.holder else []
    page = normal_page(request.GET.get("from", ""))
    hotlines = [
        (words.in_language(house.name, language), house.hotline) for house in issuers.issuers()
    ]
    context = {
        "tab": "me",
        "mine": lines(mine, who.now),
        "query": urlencode({"from": page}) if page else "",
        "hotlines": hotlines,
    }
    return render(request, "web/help/help.html", context)
