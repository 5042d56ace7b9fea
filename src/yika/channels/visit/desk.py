"""Who goes on home visits, and how what he does is answered to a script."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from yika.channels.common.refusals import status, told
from yika.channels.common.visitors import visitor
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, Channel, check_may
from yika.kit.errors import Invalid, Refusal


def goer(request: HttpRequest) -> Actor:
    """The member of staff who has signed in and may go on home visits."""
    by = visitor(request).as_staff(Channel.VISIT)
    check_may(by, Right.VISITS_SERVE, by.issuer)
    return by


def context(request: HttpRequest, **more: Any) -> dict[str, Any]:
    """What every page is drawn from."""
    who = visitor(request).staff
    return {"handle": who.handle if who else "", "request_id": ids.new_id(), **more}


def answered(act: Callable[[], dict[str, Any]]) -> HttpResponse:
    """What came of it, for a script; a refusal in words for the page."""
    try:
        response = JsonResponse(act())
    except Refusal as no:
        response = JsonResponse({"told": told(no), "code": no.code}, status=status(no))
    except Invalid as no:
        response = JsonResponse({"told": told(no)}, status=422)
    response.headers["Cache-Control"] = "no-store"
    return response
