"""Who a member of staff is, so that nobody decides about himself or his family."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from yika.channels.common.asking.posting import go
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.sheets import Sheet, sheet_page
from yika.channels.console.tables import Cell, Column, Table, to
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.identity.actions import tie_staff
from yika.domain.identity.queries import reviewers, ties_of
from yika.domain.identity.queries.ties import Tied
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
    return _form(desk, login, to("colleague", login), back="console:colleague")


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """Note who I am myself, or who is of my family."""
    desk = open_desk(request)
    return _form(desk, desk.by.id, to("account"), back="console:account")


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


def _form(desk: Desk, login: str, leads_back: str, *, back: str) -> HttpResponse:
    found = ties_of(login, by=desk.by)
    posted: Mapping[str, str] = desk.request.POST

    def save() -> HttpResponse:
        given = {name: posted.get(name, "").strip() for name in ("number", "nationality")}
        tie_staff(
            login=login,
            document=posted.get("document", ""),
            fields={name: text for name, text in given.items() if text},
            family=bool(posted.get("family")),
            **desk.acting(),
        )
        return go(back, *([login] if back == "console:colleague" else []))

    sheet = Sheet(
        title=_("Note who it is"),
        tab="account" if login == desk.by.id else "staff",
        back=leads_back,
        button=_("Note it"),
        lead=_("About whoever is noted here, this colleague decides nothing. It stays noted."),
        facts=[(_("Name"), desk.names(login)[login]), (_("Until now"), told(found))],
    )
    return sheet_page(desk, sheet, ASKS, save)
