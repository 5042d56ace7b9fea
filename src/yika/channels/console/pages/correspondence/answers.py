"""What is done with an enquiry at the console: answer, take on, hand over, escalate, close."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.common.asking.enquiries.shown import line, shown
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.sheets import Sheet, sheet_page
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
    read = request.POST.get(VERSION, "")
    version = int(read) if read.isdecimal() else 0

    def act() -> None:
        actions.answer_enquiry(
            enquiry=found.id,
            words=request.POST.get("words", ""),
            version=version,
            **desk.acting(),
        )

    sheet = _sheet(desk, found, _("Answer {number}"), _("Send the answer"))
    more = {"one": shown(found, desk.now), VERSION: found.version}
    template = "console/correspondence/answer.html"
    return _page(desk, sheet, [WORDS], act, template=template, more=more)


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """Mine from now on."""
    desk, found = _opened(request, enquiry_id)

    def act() -> None:
        actions.take_enquiry(enquiry=found.id, **desk.acting())

    return _page(desk, _sheet(desk, found, _("Take {number} on"), _("Take it on")), [], act)


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
        actions.hand_over_enquiry(
            enquiry=found.id,
            to=request.POST.get("to", ""),
            reason=request.POST.get("reason", ""),
            **desk.acting(),
        )

    sheet = _sheet(desk, found, _("Hand {number} over"), _("Hand it over"))
    return _page(desk, sheet, [to_whom, REASON], act)


@require_http_methods(["GET", "HEAD", "POST"])
def escalate(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """Somebody who decides has to answer it."""
    desk, found = _opened(request, enquiry_id)

    def act() -> None:
        actions.escalate_enquiry(
            enquiry=found.id, reason=request.POST.get("reason", ""), **desk.acting()
        )

    sheet = _sheet(
        desk,
        found,
        _("Escalate {number}"),
        _("Escalate it"),
        lead=_("From then on only supervisors and reviewers can answer it."),
        danger=True,
    )
    return _page(desk, sheet, [REASON], act)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """It is answered, and nothing more will come."""
    desk, found = _opened(request, enquiry_id)

    def act() -> None:
        actions.close_enquiry(enquiry=found.id, **desk.acting())

    sheet = _sheet(desk, found, _("Close {number}"), _("Close it"))
    return _page(desk, sheet, [], act)


def _opened(request: HttpRequest, enquiry_id: str) -> tuple[Desk, EnquiryView]:
    desk = open_desk(request, Right.ENQUIRIES_ANSWER)
    return desk, queries.enquiry(enquiry_id, by=desk.by, now=desk.now)


def _sheet(
    desk: Desk,
    found: EnquiryView,
    title: str,
    button: str,
    *,
    lead: str = "",
    danger: bool = False,
) -> Sheet:
    head = line(found, desk.now)
    return Sheet(
        title=title.format(number=found.number),
        tab="enquiries",
        back=to("enquiry", found.id),
        button=button,
        lead=lead,
        facts=[
            (head.kind, head.topic),
            (_("From"), found.who or words.NOTHING),
            (_("Answer due"), words.moment(found.due_at)),
        ],
        danger=danger,
    )


def _page(
    desk: Desk,
    sheet: Sheet,
    asks: Sequence[Ask],
    act: Callable[[], None],
    *,
    template: str = "console/form.html",
    more: dict[str, object] | None = None,
) -> HttpResponse:
    def save() -> HttpResponse:
        act()
        return HttpResponse(status=303, headers={"Location": sheet.back})

    return sheet_page(desk, sheet, asks, save, template=template, more=more)
