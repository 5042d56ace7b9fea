"""My data at a glance: the way to everything I can see and do about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yika.channels.common.visitors import visitor
from yika.domain.identity.queries import retention
from yika.domain.identity.queries.consents import consents
from yika.domain.identity.rules.retention.erasure import State


@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    """Each with how it stands."""
    who = visitor(request)
    own, by = who.own.id, who.as_holder()
    wishes = retention.erasures_of(own, by=by)
    context = {
        "tab": "me",
        "agreed": sum(one.in_force for one in consents(own, by=by)),
        "ready": any(one.is_ready(who.now) for one in retention.copies_of(own, by=by)),
        "wish": next((one for one in wishes if one.state is State.ASKED), None),
    }
    return render(request, "web/data/hub.html", context)
