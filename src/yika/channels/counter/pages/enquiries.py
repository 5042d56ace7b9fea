"""Enquiries at the desk: taken down for who stands here, looked up, taken on, answered."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking.enquiries.about import thing_of
from yika.channels.common.asking.enquiries.shown import (
    FURTHER,
    KIND,
    TOPIC,
    Line,
    lines,
    question,
    shown,
    staff_of,
)
from yika.channels.common.visitors import visitor
from yika.channels.counter import operations, screen
from yika.channels.counter.desk import Desk, acting, empty, with_enquiry, with_person
from yika.channels.counter.sheet import Given, Sheet, done, onward, sheet_page
from yika.domain.enquiries import actions, queries
from yika.domain.enquiries.rules import (
    KIND_WORDS,
    TOPIC_WORDS,
    WORDS_MAX,
    Asker,
    Kind,
    Topic,
    normal_question,
    normal_words,
)
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.people.queries import handles
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

SHOWN = 20
OF_ONE = 5
SAID = replace(FURTHER, label=gettext_noop("What the person says"))
ANSWER = Ask(
    "words",
    AskKind.NOTE,
    gettext_noop("Our answer"),
    gettext_noop("The person reads it as it stands here."),
    max_length=WORDS_MAX,
)


def asked_by(desk: Desk, request: HttpRequest) -> list[Line]:
    """The newest enquiries of the person at the desk, for who may look at them."""
    if desk.person is None or not desk.by.may(Right.ENQUIRIES_VIEW, desk.by.issuer):
        return []
    now = visitor(request).now
    found = queries.enquiries(by=desk.by, now=now, holder=desk.person.id, limit=OF_ONE)
    return lines(found, now)


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Those that wait for an answer, the first due first."""
    desk, now = empty(request), visitor(request).now
    found = queries.waiting(by=desk.by, limit=SHOWN)
    counts = queries.counts(by=desk.by, now=now)
    context = screen.context(request, desk, lines=lines(found, now), counts=counts)
    return render(request, "counter/enquiries/list.html", context)


@require_safe
def enquiry(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """All that was said, and whom it is from."""
    desk, now = with_enquiry(request, enquiry_id), visitor(request).now
    found = desk.enquiry
    assert found
    thing, names = thing_of(found.about, desk.by, now), handles(staff_of(found))
    context = screen.context(
        request,
        desk,
        one=shown(found, now, names),
        owner=names.get(found.owner, ""),
        about=thing.name,
        about_address=reverse("counter:card", args=[thing.card.id]) if thing.card else "",
    )
    return render(request, "counter/enquiries/one.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, holder: str) -> HttpResponse:
    """Written down for somebody who stands here, or is on the telephone."""
    desk = with_person(request, holder)

    def check(given: Given) -> None:
        normal_question(question(given))

    def line(given: Given) -> str:
        words = _("{kind}, {topic}. Keep it, and send the person its number.")
        return words.format(
            kind=_(KIND_WORDS[Kind(given["kind"])]), topic=_(TOPIC_WORDS[Topic(given["topic"])])
        )

    def act(given: Given) -> HttpResponse:
        found = actions.ask_enquiry(
            issuer=desk.by.issuer,
            question=question(given),
            asker=Asker(holder=holder),
            **acting(request),
        )
        return onward(reverse("counter:enquiry", args=[found.id]) + f"?did={operations.ASK.name}")

    sheet = Sheet(operations.ASK, asks=[KIND, TOPIC, SAID], check=check, line=line, act=act)
    return sheet_page(request, desk, sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """Our answer; what was added since the page was shown is read first."""
    desk = with_enquiry(request, enquiry_id)
    assert desk.enquiry

    def line(given: Given) -> str:
        return _("Answer, and tell the person: {words}").format(words=given.get("words", ""))

    def act(given: Given) -> HttpResponse:
        version = given.get("version", "")
        actions.answer_enquiry(
            enquiry=enquiry_id,
            words=given.get("words", ""),
            version=int(version) if version.isdecimal() else 0,
            **acting(request),
        )
        return done(desk, operations.ANSWER)

    sheet = Sheet(
        operations.ANSWER,
        asks=[ANSWER],
        check=_check_words,
        line=line,
        act=act,
        kept={"version": str(desk.enquiry.version)},
    )
    return sheet_page(request, desk, sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """Mine from now on."""
    desk = with_enquiry(request, enquiry_id)

    def line(_given: Given) -> str:
        assert desk.enquiry
        return _("Look after {number} from now on.").format(number=desk.enquiry.number)

    def act(_given: Given) -> HttpResponse:
        actions.take_enquiry(enquiry=enquiry_id, **acting(request))
        return done(desk, operations.TAKE_ON)

    return sheet_page(request, desk, Sheet(operations.TAKE_ON, line=line, act=act))


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """The person came back with something more to say."""
    desk = with_enquiry(request, enquiry_id)

    def line(given: Given) -> str:
        return _("Add in the person’s name: {words}").format(words=given.get("words", ""))

    def act(given: Given) -> HttpResponse:
        actions.add_words(enquiry=enquiry_id, words=given.get("words", ""), **acting(request))
        return done(desk, operations.ADD_WORDS)

    sheet = Sheet(operations.ADD_WORDS, asks=[SAID], check=_check_words, line=line, act=act)
    return sheet_page(request, desk, sheet)


def _check_words(given: Given) -> None:
    normal_words(given.get("words", ""))
