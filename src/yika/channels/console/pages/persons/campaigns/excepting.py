"""Leaves a card out of a campaign for a time: asked for by one, agreed to by another."""

from collections.abc import Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.common.asking.posting import go
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.sheets import Sheet, deed_page, sheet_page
from yika.channels.console.tables import to
from yika.channels.console.typed import end_of_day
from yika.domain.campaigns import actions, queries
from yika.domain.campaigns.rules.exceptions import (
    EXCEPTING,
    NOTE_MAX,
    UNTIL_EXPECTED,
    WHY_WORDS,
    Why,
    check_exception,
    excepting,
)
from yika.domain.campaigns.rules.views import CampaignCardView
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.staff.actions import ask_approval
from yika.domain.staff.queries import approval, asked_content
from yika.domain.staff.rules import Right
from yika.kit.errors import Fault, Invalid, gettext_noop

NOTE = Ask("note", AskKind.NOTE, gettext_noop("Note"), required=False, max_length=NOTE_MAX)
UNTIL = Ask("until", AskKind.DATE, gettext_noop("Last day"))
WHY = Ask(
    "why",
    AskKind.CHOICE,
    gettext_noop("Reason"),
    choices=tuple(Choice(one.value, WHY_WORDS[one]) for one in Why if one is not Why.OTHER),
)


@require_http_methods(["GET", "HEAD", "POST"])
def spare(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Ask a second person; with his approval, do exactly what he agreed to."""
    desk = open_desk(request, Right.CAMPAIGNS_MANAGE)
    found = queries.campaign_card(entry_id, by=desk.by)
    if agreed := request.GET.get("approval", ""):
        return _as_approved(desk, found, agreed)

    sheet = Sheet(
        title=_("Leave the card alone"),
        tab="campaigns",
        back=to("campaign", found.campaign),
        button=_("Ask a second person"),
        lead=_("Until that day nothing of it is restricted; then its holder is warned again."),
        facts=[(_("Card"), found.card)],
        asks=[WHY, UNTIL],
    )
    return sheet_page(desk, sheet, lambda: _ask(desk, found))


def _ask(desk: Desk, found: CampaignCardView) -> HttpResponse:
    why = desk.given("why")
    until = end_of_day(desk, "until", UNTIL_EXPECTED)
    check_exception(why=why, note="", until=until, now=desk.now)
    subject, digest, content = excepting(found.id, found.card, why=why, until=until)
    asked = ask_approval(
        kind=EXCEPTING,
        subject=subject,
        issuer=desk.issuer,
        digest=digest,
        content=content,
        **desk.acting(),
    )
    return go("console:approval", asked.id)


def _as_approved(desk: Desk, found: CampaignCardView, agreed: str) -> HttpResponse:
    content = asked_content(approval(agreed, desk.by)) or {}
    why, until = str(content.get("reason", "")), str(content.get("until", ""))
    sheet = Sheet(
        title=_("Leave the card alone as approved"),
        tab="campaigns",
        back=to("approval", agreed),
        button=_("Leave it alone"),
        facts=told(content),
        asks=[NOTE],
    )
    return deed_page(
        desk,
        sheet,
        lambda: actions.except_card(
            entry=found.id,
            why=why,
            note_text=desk.given("note"),
            until=_moment(until),
            approval=agreed,
            **desk.acting(),
        ),
        onward=lambda _done: to("campaign", found.campaign),
    )


def told(content: Mapping[str, object]) -> list[tuple[str, str]]:
    """What an exception that was asked for says, in words."""
    why = str(content.get("reason", ""))
    return [
        (_("Card"), str(content.get("card", ""))),
        (_("Reason"), _(WHY_WORDS[Why(why)]) if why in set(Why) else why),
        (_("Until"), words.moment(_moment(str(content.get("until", ""))))),
    ]


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Invalid([Fault("until", "", UNTIL_EXPECTED)]) from None
