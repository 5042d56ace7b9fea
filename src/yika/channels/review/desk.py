"""Who reviews, for which issuer, and what every act of his is told."""

from typing import Any

from django.http import HttpRequest

from yika.channels.common.visitors import request_id, visitor
from yika.domain.identity import queries
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, Channel, check_may


def reviewer(request: HttpRequest) -> Actor:
    """The member of staff who has signed in and may look at what waits here."""
    by = visitor(request).as_staff(Channel.REVIEW)
    check_may(by, Right.IDENTITY_VIEW, by.issuer)
    return by


def acting(request: HttpRequest) -> dict[str, Any]:
    """Who acts, when, and by which posted form."""
    return {
        "by": reviewer(request),
        "now": visitor(request).now,
        "request_id": request_id(request),
    }


def looking(request: HttpRequest) -> dict[str, Any]:
    """The same for a look, which is written down each time."""
    return acting(request) | {"request_id": str(ids.new_id())}


def handle(request: HttpRequest) -> str:
    """The name he signs in with."""
    who = visitor(request).staff
    return who.handle if who else ""


def context(request: HttpRequest, *, tab: str = "", **more: Any) -> dict[str, Any]:
    """What every page of the desk is drawn from."""
    by = reviewer(request)
    may_review = by.may(Right.IDENTITY_REVIEW, by.issuer)
    return {
        "tab": tab,
        "handle": handle(request),
        "request_id": ids.new_id(),
        "may_review": may_review,
        "waits": queries.waiting_counts(by=by) if may_review else None,
        **more,
    }
