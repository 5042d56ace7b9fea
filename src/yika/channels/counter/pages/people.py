"""People at the desk: found, registered, looked at with a reason, helped back in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.counter import operations, screen
from yika.channels.counter.desk import Desk, acting, clerk, empty, with_person
from yika.channels.counter.pages.enquiries import asked_by
from yika.channels.counter.pages.names import organizations
from yika.channels.counter.sheet import Given, Sheet, done, sheet_page
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.people import actions, queries
from yika.domain.people.rules import (
    Field,
    MaskedHolder,
    UnknownHolder,
    normal_email,
    normal_name,
    normal_phone,
)
from yika.domain.people.rules.holders import NAME_MAX, PURPOSE_MAX, normal_purpose
from yika.domain.staff.rules import Right
from yika.kit.actor import check_may
from yika.kit.errors import Fault, Invalid, gettext_noop

FOUND_MAX = 20
NAME = Ask("name", AskKind.TEXT, gettext_noop("Full name"), max_length=NAME_MAX)
PHONE = Ask("phone", AskKind.PHONE, gettext_noop("Mobile phone number"), required=False)
EMAIL = Ask("email", AskKind.EMAIL, gettext_noop("E-mail address"), required=False, max_length=254)
LANGUAGE = Ask(
    "language",
    AskKind.CHOICE,
    gettext_noop("Language of messages"),
    choices=(Choice("zh-hans", "中文", literal=True), Choice("en", "English", literal=True)),
    value="zh-hans",
)
FIELD_WORDS = {
    Field.NAME: gettext_noop("Full name"),
    Field.PHONE: gettext_noop("Mobile phone number"),
    Field.EMAIL: gettext_noop("E-mail address"),
    Field.BORN_ON: gettext_noop("Date of birth"),
}
FIELD = Ask(
    "field",
    AskKind.CHOICE,
    gettext_noop("What do you need to see?"),
    choices=tuple(Choice(field.value, wording) for field, wording in FIELD_WORDS.items()),
)
PURPOSE = Ask(
    "purpose",
    AskKind.TEXT,
    gettext_noop("What do you need it for?"),
    gettext_noop("The holder can read this."),
    max_length=PURPOSE_MAX,
)
CHOOSE = gettext_noop("Choose one of the fields.")


@require_safe
def person(request: HttpRequest, holder: str) -> HttpResponse:
    """The person with his cards; nothing of them at hand yet."""
    desk = with_person(request, holder)
    more = organizations.shown(desk)
    context = screen.context(request, desk, enquiries=asked_by(desk, request), **more)
    return render(request, "counter/person.html", context)


@require_safe
def people_found(request: HttpRequest) -> HttpResponse:
    """Several of the same name, or behind the same number."""
    by = clerk(request)
    check_may(by, Right.PEOPLE_SEARCH, by.issuer)
    found = [
        one
        for holder in request.GET.getlist("h")[:FOUND_MAX]
        if (one := _find(holder, request)) is not None
    ]
    context = screen.context(request, empty(request), found=found)
    return render(request, "counter/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Somebody who has come in, by what he says."""
    desk = empty(request)

    def line(given: Given) -> str:
        reach = ", ".join(filter(None, (given.get("phone"), given.get("email"))))
        words = _("Register {name}, {reach}.") if reach else _("Register {name}.")
        return words.format(name=given.get("name", ""), reach=reach)

    def act(given: Given) -> HttpResponse:
        holder = actions.register_holder(
            name=given.get("name", ""),
            language=given.get("language", ""),
            phone=given.get("phone", ""),
            email=given.get("email", ""),
            **acting(request),
        )
        registered = Desk(by=desk.by, person=queries.seen_holder(holder, desk.by))
        return done(registered, operations.REGISTER)

    asks = [NAME, PHONE, EMAIL, LANGUAGE]
    sheet = Sheet(operations.REGISTER, asks=asks, check=_check_person, line=line, act=act)
    return sheet_page(request, desk, sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request: HttpRequest, holder: str) -> HttpResponse:
    """One field, unmasked, once; that it was looked at is written down first."""
    desk = with_person(request, holder)

    def check(given: Given) -> None:
        if given.get("field") not in FIELD_WORDS:
            raise Invalid([Fault("field", "", CHOOSE)])
        normal_purpose(given.get("purpose", ""))

    def line(given: Given) -> str:
        words = _("Show {field} of {person}, and write down that you looked, for: {purpose}")
        return words.format(
            field=_(FIELD_WORDS[Field(given["field"])]),
            person=_name(desk),
            purpose=given["purpose"],
        )

    def act(given: Given) -> HttpResponse:
        field = Field(given["field"])
        value = actions.reveal(
            holder=holder, field=field, purpose=given.get("purpose", ""), **acting(request)
        )
        # It is shown this once, so the page cannot be a redirect to another.
        context = screen.context(
            request, desk, doing=operations.REVEAL, field=_(FIELD_WORDS[field]), value=value
        )
        page = render(request, "counter/person.html", context)
        page.headers["Cache-Control"] = "no-store"
        return page

    sheet = Sheet(operations.REVEAL, asks=[FIELD, PURPOSE], check=check, line=line, act=act)
    return sheet_page(request, desk, sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def clear_password(request: HttpRequest, holder: str) -> HttpResponse:
    """The holder has shown his document and comes in by a code from now on."""
    desk = with_person(request, holder)

    def line(_given: Given) -> str:
        words = _("Clear the password of {person} and end every sign-in. The holder is told.")
        return words.format(person=_name(desk))

    def act(_given: Given) -> HttpResponse:
        actions.clear_password(holder=holder, **acting(request))
        return done(desk, operations.CLEAR_PASSWORD)

    return sheet_page(request, desk, Sheet(operations.CLEAR_PASSWORD, line=line, act=act))


def _check_person(given: Given) -> None:
    """Everything that is wrong with it at once."""
    faults: list[Fault] = []
    for name, normal in (("name", normal_name), ("phone", normal_phone), ("email", normal_email)):
        text = given.get(name, "")
        try:
            if text or name == "name":
                normal(text)
        except Invalid as trouble:
            faults += [Fault(name, "", fault.expected) for fault in trouble.faults]
    if faults:
        raise Invalid(faults)


def _find(holder: str, request: HttpRequest) -> MaskedHolder | None:
    try:
        return queries.seen_holder(holder, clerk(request))
    except UnknownHolder:
        return None


def _name(desk: Desk) -> str:
    assert desk.person
    return desk.person.masked_name
