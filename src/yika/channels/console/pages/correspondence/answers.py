"""What is done with an enquiry at the console: answer, take on, hand over, escalate, close."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.common.asking.enquiries.shown import line, shown
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.sheets import Sheet, deed_page
from yika.channels.console.tables import to
from yika.domain.enquiries import actions, queries
from yika.domain.enquiries.rules import REASON_MAX, WORDS_MAX, EnquiryView
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.people.queries import handles
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

WORDS = Ask(
    "words",
    AskKind.NOTE,
    gettext_noop("Our answer"),
    gettext_noop("The person reads it as it stands here."),
    max_length=WORDS_MAX,
)
REASON = Ask(
    "reason",
    AskKind.NOTE,
    gettext_noop("Why?"),
    gettext_noop("Only staff read this."),
    max_length=REASON_MAX,
)
VERSION = "version"


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """Our answer to all that was said so far."""
    desk, found = _opened(request, enquiry_id)

    def act() -> None:
        read = desk.given(VERSION)
        actions.answer_enquiry(
            enquiry=found.id,
            words=desk.given("words"),
            version=int(read) if read.isdecimal() else 0,
            **desk.acting(),
        )

    sheet = replace(
        _sheet(desk, found, _("Answer {number}"), _("Send the answer"), asks=[WORDS]),
        template="console/correspondence/answer.html",
        more={"one": shown(found, desk.now), VERSION: found.version},
    )
    return deed_page(desk, sheet, act)


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """Mine from now on."""
    desk, found = _opened(request, enquiry_id)
    sheet = _sheet(desk, found, _("Take {number} on"), _("Take it on"))
    return deed_page(desk, sheet, lambda: actions.take_enquiry(enquiry=found.id, **desk.acting()))


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """A colleague looks after it from now on."""
    desk, found = _opened(request, enquiry_id)
    names = handles(queries.possible_owners(found.id, by=desk.by))
    choices = tuple(
        Choice(login, name, literal=True)
        for login, name in sorted(names.items(), key=lambda one: one[1])
        if login != found.owner
    )
    to_whom = Ask("to", AskKind.CHOICE, gettext_noop("To whom?"), choices=choices)

    def act() -> None:
        given = {"to": desk.given("to"), "reason": desk.given("reason")}
        actions.hand_over_enquiry(enquiry=found.id, **given, **desk.acting())

    asks = [to_whom, REASON]
    sheet = _sheet(desk, found, _("Hand {number} over"), _("Hand it over"), asks=asks)
    return deed_page(desk, sheet, act)


@require_http_methods(["GET", "HEAD", "POST"])
def escalate(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """Somebody who decides has to answer it."""
    desk, found = _opened(request, enquiry_id)

    def act() -> None:
        actions.escalate_enquiry(enquiry=found.id, reason=desk.given("reason"), **desk.acting())

    sheet = replace(
        _sheet(desk, found, _("Escalate {number}"), _("Escalate it"), asks=[REASON]),
        lead=_("From then on only supervisors and reviewers can answer it."),
        danger=True,
    )
    return deed_page(desk, sheet, act)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """It is answered, and nothing more will come."""
    desk, found = _opened(request, enquiry_id)
    sheet = _sheet(desk, found, _("Close {number}"), _("Close it"))
    return deed_page(desk, sheet, lambda: actions.close_enquiry(enquiry=found.id, **desk.acting()))


def _opened(request: HttpRequest, enquiry_id: str) -> tuple[Desk, EnquiryView]:
    desk = open_desk(request, Right.ENQUIRIES_ANSWER)
    return desk, queries.enquiry(enquiry_id, by=desk.by, now=desk.now)


def _sheet(
    desk: Desk, found: EnquiryView, title: str, button: str, *, asks: Sequence[Ask] = ()
) -> Sheet:
    head = line(found, desk.now)
    return Sheet(
        title=title.format(number=found.number),
        tab="enquiries",
        back=to("enquiry", found.id),
        button=button,
        facts=[
            (head.kind, head.topic),
            (_("From"), found.who or words.NOTHING),
            (_("Answer due"), words.moment(found.due_at)),
        ],
        asks=asks,
    )
