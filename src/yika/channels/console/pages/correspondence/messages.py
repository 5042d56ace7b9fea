"""Messages: what left by text message and e-mail, masked, and how it went."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yika.channels.console import words
from yika.channels.console.desk import open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.tables import Cell, Column, Filter, Listing
from yika.domain.journal.rules import NOT_SENT, ParcelState
from yika.domain.messages import queries
from yika.domain.messages.queries import DeliveryView


@require_safe
def messages(request: HttpRequest) -> HttpResponseBase:
    """What the issuer had sent, the newest first."""
    desk = open_desk(request, *RIGHTS["messages"])
    states = [(one.value, words.said(words.PARCELS, one)) for one in NOT_SENT]
    asked = request.GET.get("state", "")
    state = ParcelState(asked) if asked in dict(states) else None
    return Listing[DeliveryView](
        title=_("Messages"),
        tab="messages",
        columns=(
            Column(_("To")),
            Column(_("Message")),
            Column(_("State")),
            Column(_("Tries"), number=True),
            Column(_("Written")),
        ),
        fetch=lambda limit, behind: queries.deliveries(
            desk.by, state=state, before=behind or None, limit=limit
        ),
        cells=_rows,
        key=lambda one: one.id,
        filters=[Filter("state", _("State"), states)],
        lead=_("Whole addresses and texts are shown to nobody."),
        empty=_("Messages to holders appear here once one was sent."),
    ).answer(desk)


def _rows(found: Sequence[DeliveryView]) -> list[list[Cell]]:
    return [
        [
            Cell(one.to, under=words.said(words.WAYS, one.way)),
            Cell(one.template, under=one.trouble),
            Cell(words.said(words.PARCELS, one.state), tone=_tone(one.state)),
            Cell(words.many(one.attempts)),
            Cell(words.moment(one.at), under=_sent(one)),
        ]
        for one in found
    ]


def _tone(state: ParcelState) -> str:
    return "good" if state is ParcelState.SENT else words.tone(state)


def _sent(one: DeliveryView) -> str:
    return _("sent {at}").format(at=words.moment(one.sent_at)) if one.sent_at else ""
