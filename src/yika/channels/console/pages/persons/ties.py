"""Who a member of staff is, so that nobody decides about himself or his family."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.sheets import Sheet, deed_page
from yika.channels.console.tables import Cell, Column, Table, to
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.identity.actions import tie_staff, untie_staff
from yika.domain.identity.queries import noted_ties, reviewers, ties_of
from yika.domain.identity.queries.ties import Tie, Tied
from yika.domain.identity.rules.review.refusals import UnknownTie
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop
from yika.products.documents import DOCUMENT_WORDS

NUMBER_MAX = 40
ASKS = (
    Ask(
        "document",
        AskKind.CHOICE,
        gettext_noop("Document"),
        choices=tuple(Choice(code, label) for code, label in DOCUMENT_WORDS.items()),
    ),
    Ask(
        "number",
        AskKind.CODE,
        gettext_noop("Number of the document"),
        gettext_noop("It is not kept: what stays is a keyed hash that finds the same number."),
        secret=True,
        max_length=NUMBER_MAX,
    ),
    Ask(
        "nationality",
        AskKind.CODE,
        gettext_noop("Nationality"),
        gettext_noop("Three letters, such as CHN; for passports and permits of foreigners."),
        required=False,
        max_length=3,
    ),
    Ask(
        "family",
        AskKind.CONFIRM,
        gettext_noop("It is the document of somebody of the family"),
        required=False,
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
def tie(request: HttpRequest, login: str) -> HttpResponse:
    """Note who a colleague is; done by who manages the staff."""
    desk = open_desk(request, Right.STAFF_MANAGE)
    return _form(desk, login, back=to("colleague", login))


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """Note who I am myself, or who is of my family."""
    desk = open_desk(request)
    return _form(desk, desk.by.id, back=to("account"))


@require_http_methods(["GET", "HEAD", "POST"])
def untie(request: HttpRequest, login: str, tie_id: str) -> HttpResponse:
    """Take one of them off again, as somebody else."""
    desk = open_desk(request, Right.STAFF_MANAGE)
    found = next((one for one in noted_ties(login, by=desk.by) if one.id == tie_id), None)
    if found is None:
        raise UnknownTie

    def act() -> None:
        untie_staff(login=login, tie=tie_id, **desk.acting())

    sheet = Sheet(
        title=_("Take the note off"),
        tab="staff",
        back=to("staff-tie", login),
        button=_("Take it off"),
        lead=_(
            "This colleague may decide about that person again. That it was noted, and who took "
            "it off, stays written down."
        ),
        facts=[(_("Name"), desk.names(login)[login]), (_("Noted"), _whom(found))],
        danger=True,
    )
    return deed_page(desk, sheet, act)


def table(desk: Desk) -> Table:
    """Everybody who decides about real names here, and whether it is noted who he is."""
    found = reviewers(by=desk.by)
    names = desk.names(*(one.login for one in found))
    return Table(
        columns=(Column(_("Name")), Column(_("Who it is")), Column(_("Family"), number=True)),
        rows=[
            [
                Cell(names[one.login], to("colleague", one.login)),
                _noted(one),
                Cell(words.many(one.family)),
            ]
            for one in found
        ],
        caption=_("Who decides, and who they are themselves"),
        empty=_("Nobody here decides about real names."),
    )


def told(found: Tied) -> str:
    """What is noted of one of them, in a line."""
    family = ngettext("{count} of the family", "{count} of the family", found.family)
    parts = [_noted(found).text, family.format(count=found.family) if found.family else ""]
    return ", ".join(part for part in parts if part)


def _noted(found: Tied) -> Cell:
    if found.himself:
        return Cell(_("Noted"), tone="good")
    return Cell(_("Not noted"), tone="warn")


def _each(desk: Desk, login: str) -> list[Table]:
    """What is noted, with the way to take it off for somebody else who manages the staff."""
    found = noted_ties(login, by=desk.by)
    if not found:
        return []
    may = desk.may(Right.STAFF_MANAGE) and login != desk.by.id
    columns = [Column(_("Noted")), Column(_("Since"))]
    rows = [[Cell(_whom(one)), Cell(words.moment(one.since))] for one in found]
    if may:
        columns.append(Column(_("What to do")))
        for row, one in zip(rows, found, strict=True):
            row.append(Cell(_("Take it off"), to("staff-untie", login, one.id)))
    return [Table(columns=columns, rows=rows, caption=_("What is noted"))]


def _whom(one: Tie) -> str:
    return _("Somebody of the family") if one.family else _("The colleague himself")


def _form(desk: Desk, login: str, *, back: str) -> HttpResponse:
    found = ties_of(login, by=desk.by)

    def act() -> None:
        given = {name: desk.given(name).strip() for name in ("number", "nationality")}
        tie_staff(
            login=login,
            document=desk.given("document"),
            fields={name: text for name, text in given.items() if text},
            family=bool(desk.given("family")),
            **desk.acting(),
        )

    sheet = Sheet(
        title=_("Note who it is"),
        tab="account" if login == desk.by.id else "staff",
        back=back,
        button=_("Note it"),
        lead=_("About whoever is noted here, this colleague decides nothing."),
        facts=[(_("Name"), desk.names(login)[login]), (_("What is noted"), told(found))],
        tables=_each(desk, login),
        asks=ASKS,
    )
    return deed_page(desk, sheet, act)
