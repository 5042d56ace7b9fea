"""Keeps how satisfied somebody is with an answer."""

from datetime import datetime

from django.db import transaction

from yika.domain.enquiries.asked import asked
from yika.domain.enquiries.folder import Visit, note, open_folder
from yika.domain.enquiries.queries import view
from yika.domain.enquiries.rules import access, refusals
from yika.domain.enquiries.rules.questions import normal_remark, normal_stars
from yika.domain.enquiries.rules.states import Act
from yika.domain.enquiries.rules.views import EnquiryView
from yika.kit.actor import Actor


@transaction.atomic
def rate_enquiry(
    *,
    enquiry: str,
    stars: int | str,
    words: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> EnquiryView:
    """Keep one to five stars of who asked, once, after an answer. Safe to repeat."""
    stars, words = normal_stars(stars), normal_remark(words)
    visit = Visit(by, now, request_id)
    request = asked(request_id, "rate", enquiry, str(stars), words)
    folder = open_folder(enquiry, by=by, lock=True)
    row = folder.row
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    if not access.is_asker(folder.standing, by):
        raise refusals.NotTheAsker
    if row.answered_at is None:
        raise refusals.NotAnswered
    if row.stars is not None:
        raise refusals.AlreadyRated

    row.stars, row.rated_at = stars, now
    folder.write(Act.RATED, visit, words=words, detail=str(stars), asked=request)

    note("enquiry.rated", folder, visit, stars=stars)
    return view(folder, by=by, now=now)
