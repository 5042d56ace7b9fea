"""The sheet of an operation: its form, a line that says in words what will happen, then it does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yika.channels.common.asking import forms
from yika.channels.common.headers import allow_photos
from yika.channels.common.refusals import REFUSED, status
from yika.channels.counter import screen
from yika.channels.counter.desk import Desk
from yika.channels.counter.operation import Operation
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.kit.actor import check_may
from yika.kit.errors import Invalid, Refusal

Given = Mapping[str, str]
NOTHING: Given = {}
FIELDS = {
    "card.note_needed": "note",
    "card.note_too_long": "note",
    "card.reason_unknown": "reason",
    "application.reason_unknown": "reason",
    "application.note_too_long": "note",
    "application.document_needed": "document",
    "pin.length": "pin",
    "people.weak_secret": "pin",
}
"""Beside which field a refusal of an action stands."""


def well(_given: Given) -> None:
    """Nothing to check before the line is shown."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an operation asks, says and does.

    `line` says what will happen, given what was filled in. Where there is nothing to fill in, or
    only what must not be sent to the page again, it stands beside the form and one press does
    it. Else the form is checked first, and the line stands on a page of its own.
    """

    operation: Operation
    _: KW_ONLY
    act: Callable[[Given], HttpResponse]
    line: Callable[[Given], str] | None = None
    asks: Sequence[Ask] = ()
    check: Callable[[Given], None] = well
    values: Given = field(default_factory=dict)
    kept: Given = field(default_factory=dict)

    @property
    def is_short(self) -> bool:
        return self.line is None or not self.asks or any(ask.secret for ask in self.asks)


def sheet_page(request: HttpRequest, desk: Desk, sheet: Sheet) -> HttpResponse:
    """Show the sheet; checked, show the line; sure, do it. Refused to who may not do it."""
    check_may(desk.by, sheet.operation.right, desk.by.issuer)
    given = sheet.values if request.method != "POST" else _given(request, sheet)
    trouble: Refusal | Invalid | None = None
    sure = sheet.is_short
    if request.method == "POST":
        pressed = request.POST.get("do", "")
        try:
            if pressed in {"check", "act"}:
                sheet.check(given)
            if pressed == "act":
                return sheet.act(given)
            sure = sure or pressed == "check"
        except (Refusal, Invalid) as refused:
            trouble = refused
    context = _context(sheet, given, sure=sure, trouble=trouble)
    context = screen.context(request, desk, doing=sheet.operation, **context)
    has_files = any(ask.kind is AskKind.PICTURE for ask in sheet.asks)
    response = render(request, "counter/sheet.html", context, status=_status(trouble))
    response.headers["Cache-Control"] = "no-store"
    return allow_photos(response) if has_files else response


def done(desk: Desk, operation: Operation) -> HttpResponse:
    """To what is on the desk, with a word of what was done."""
    return onward(screen.address(desk, did=operation.name))


def onward(address: str) -> HttpResponse:
    """After a post always a new page, so that the back button never posts again."""
    return HttpResponse(status=303, headers={"Location": address})


def _given(request: HttpRequest, sheet: Sheet) -> Given:
    kept = {name: str(request.POST.get(name, value)) for name, value in sheet.kept.items()}
    return {**kept, **forms.given(sheet.asks, request.POST)}


def _context(
    sheet: Sheet, given: Given, *, sure: bool, trouble: Refusal | Invalid | None
) -> dict[str, object]:
    """What the sheet shows now: the form, or the line with everything that was filled in."""
    if isinstance(trouble, Refusal):
        trouble.facts.setdefault("field", FIELDS.get(trouble.code, ""))
    return {
        "operation": sheet.operation,
        "form": forms.form(sheet.asks, given, trouble),
        "line": sheet.line(given) if sheet.line and sure else "",
        "short": sheet.is_short,
        "sure": sure,
        "hidden": {**sheet.kept, **(given if sure and not sheet.is_short else NOTHING)},
        "facts": trouble.facts if isinstance(trouble, Refusal) else {},
        "troubled": trouble is not None,
    }


def _status(trouble: Refusal | Invalid | None) -> int:
    if trouble is None:
        return 200
    return status(trouble) if isinstance(trouble, Refusal) else REFUSED
