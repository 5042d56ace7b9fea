"""Organizations that hold cards, and who acts for each by which letter."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking.organizations import CODE, LETTER, NAME, ROLE, letter_given
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.sheets import Sheet, Thing, deed_page, thing_page
from yika.channels.console.tables import (
    Cell,
    Column,
    Filter,
    Link,
    Listing,
    Table,
    chosen_of,
    to,
)
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.organizations import actions, queries
from yika.domain.organizations.rules import (
    MandateView,
    OrganizationView,
    UnknownMandate,
    UserView,
)
from yika.domain.organizations.rules.standing import ROLE_WORDS
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

TAB = "organizations"
PERSON = Ask(
    "person",
    AskKind.TEXT,
    gettext_noop("Number of the person's account"),
    gettext_noop("It begins with hld_ and stands on the page of the person."),
    max_length=40,
)


@require_safe
def organizations(request: HttpRequest) -> HttpResponseBase:
    """Those of this issuer, the newest first."""
    desk = open_desk(request, *RIGHTS[TAB])
    filters = (Filter("text", _("Name or code")),)
    text = chosen_of(desk, filters)["text"]
    new = Link(_("Register an organization"), to("organization-new"), "plus", "primary")
    return Listing[OrganizationView](
        title=_("Organizations"),
        tab=TAB,
        columns=(Column(_("Name")), Column(_("Code")), Column(_("Registered"))),
        fetch=lambda _limit, _behind: queries.find_organizations(text, by=desk.by, now=desk.now),
        cells=lambda found: [_row(one) for one in found],
        empty=_("No organization is registered here."),
        filters=filters,
        links=[new] * desk.may(Right.PEOPLE_REGISTER),
    ).answer(desk)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """One more, with its responsible person and his letter."""
    desk = open_desk(request, Right.PEOPLE_REGISTER)
    sheet = Sheet(
        title=_("Register an organization"),
        tab=TAB,
        back=to("organizations"),
        button=_("Register it"),
        lead=_(
            "You have seen the original of the letter. The responsible person has proven here "
            "who he is."
        ),
        asks=[NAME, CODE, PERSON, *LETTER],
    )
    return deed_page(
        desk,
        sheet,
        lambda: actions.register_organization(
            name=desk.given("name"),
            code=desk.given("code"),
            language="zh-hans",
            responsible=desk.given("person").strip(),
            letter=letter_given(request),
            **desk.acting(),
        ),
        onward=lambda made: to("organization", made.id),
    )


@require_safe
def organization(request: HttpRequest, holder_id: str) -> HttpResponse:
    """One of them: who acts for it, and who uses its cards."""
    desk = open_desk(request, *RIGHTS[TAB])
    found = queries.organization(holder_id, by=desk.by, now=desk.now)
    take = Link(_("Take a letter"), to("mandate-new", found.id), "plus", "primary")
    thing = Thing(
        title=found.name,
        tab=TAB,
        back=to("organizations"),
        id=found.id,
        facts=[
            (_("Unified social credit code"), Cell(found.code)),
            (_("Registered"), Cell(words.moment(found.registered_at))),
        ],
        tables=[_mandates(desk, found), _users(desk, found)],
        links=[take] * desk.may(Right.PEOPLE_REGISTER),
    )
    return thing_page(desk, thing)


@require_http_methods(["GET", "HEAD", "POST"])
def mandate(request: HttpRequest, holder_id: str) -> HttpResponse:
    """A letter for somebody, or a newer one."""
    desk = open_desk(request, Right.PEOPLE_REGISTER)
    found = queries.organization(holder_id, by=desk.by, now=desk.now)
    sheet = Sheet(
        title=_("Take a letter"),
        tab=TAB,
        back=to("organization", found.id),
        button=_("Take it"),
        lead=_("You have seen the original. A new responsible person takes the place of the old."),
        facts=[(_("Organization"), found.name)],
        asks=[PERSON, ROLE, *LETTER],
    )
    return deed_page(
        desk,
        sheet,
        lambda: actions.give_mandate(
            organization=found.id,
            person=desk.given("person").strip(),
            role=desk.given("role"),
            letter=letter_given(request),
            **desk.acting(),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def mandate_end(request: HttpRequest, holder_id: str, mandate_id: str) -> HttpResponse:
    """Somebody no longer acts for it."""
    desk = open_desk(request, Right.PEOPLE_REGISTER)
    found = queries.organization(holder_id, by=desk.by, now=desk.now)
    ends = next((one for one in found.mandates if one.id == mandate_id), None)
    if ends is None:
        raise UnknownMandate
    sheet = Sheet(
        title=_("End the letter"),
        tab=TAB,
        back=to("organization", found.id),
        button=_("End it"),
        lead=_("He can do nothing more for the organization, from now on."),
        facts=[(_("Organization"), found.name), (_("Person"), ends.masked_name)],
        danger=True,
    )
    return deed_page(desk, sheet, lambda: actions.end_mandate(mandate=mandate_id, **desk.acting()))


@require_safe
def letter(request: HttpRequest, mandate_id: str) -> HttpResponse:
    """The picture of a letter; that it was looked at is written down first."""
    desk = open_desk(request, Right.PEOPLE_REVEAL)
    content = actions.show_letter(mandate=mandate_id, **desk.acting())
    headers = {"Cache-Control": "no-store", "Content-Disposition": "inline"}
    return HttpResponse(content, content_type="image/jpeg", headers=headers)


def _row(view: OrganizationView) -> Sequence[Cell]:
    since = words.moment(view.registered_at)
    return [Cell(view.name, to("organization", view.id)), Cell(view.code), Cell(since)]


def _mandates(desk: Desk, found: OrganizationView) -> Table:
    return Table(
        columns=(
            Column(_("Person")),
            Column(_("Acts as")),
            Column(_("Letter")),
            Column(_("To do")),
        ),
        rows=[_mandate(desk, found, one) for one in found.mandates],
        caption=_("Who acts for it"),
        empty=_("Nobody. Take a letter."),
    )


def _mandate(desk: Desk, found: OrganizationView, one: MandateView) -> Sequence[Cell]:
    days = f"{one.since.isoformat()} – {one.until.isoformat()}"
    looks, ends = desk.may(Right.PEOPLE_REVEAL), desk.may(Right.PEOPLE_REGISTER)
    return [
        Cell(one.masked_name or words.NOTHING, to("holder", one.person)),
        Cell(_(ROLE_WORDS[one.role])),
        Cell(days, to("letter", one.id) if looks else "", "" if one.good else "warn"),
        Cell(_("End it"), to("mandate-end", found.id, one.id)) if ends else Cell(words.NOTHING),
    ]


def _users(desk: Desk, found: OrganizationView) -> Table:
    return Table(
        columns=(Column(_("Person")), Column(_("Card")), Column(_("What for"))),
        rows=[_user(one) for one in queries.users_at(found.id, by=desk.by)],
        caption=_("Who uses its cards"),
        empty=_("Nobody is named."),
    )


def _user(one: UserView) -> Sequence[Cell]:
    return [
        Cell(one.masked_name or words.NOTHING, to("holder", one.person)),
        Cell(one.card, to("card", one.card)),
        Cell(one.words or words.NOTHING),
    ]
