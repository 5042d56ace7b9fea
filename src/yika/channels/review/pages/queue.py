"""What waits for a reviewer, oldest first, and the way to the next one."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yika.channels.common.asking.posting import go
from yika.channels.common.refusals import status, told
from yika.channels.common.visitors import visitor
from yika.channels.review import shown
from yika.channels.review.desk import acting, context, reviewer
from yika.domain.identity import actions, queries
from yika.domain.identity.rules.review.refusals import UnknownVerification
from yika.domain.identity.rules.review.states import ACT_WORDS
from yika.domain.identity.rules.review.undoing import undoable_until
from yika.domain.identity.rules.review.views import Narrowed, QueueLine
from yika.kit.actor import Actor
from yika.kit.errors import Refusal, gettext_noop
from yika.products.documents import DOCUMENT_WORDS

PAGE = 50
TRIED = 20
ONLY = {
    "late": gettext_noop("Late"),
    "appealed": gettext_noop("Appeals"),
    "raised": gettext_noop("Passed on"),
    "second": gettext_noop("Second of two"),
}


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The lines of one page, with what was just decided above them."""
    return _page(request)


@require_POST
def take_next(request: HttpRequest) -> HttpResponse:
    """What he has already, else the oldest that nobody has and that he may decide about."""
    by, now = reviewer(request), visitor(request).now
    found = queries.queue(by=by, now=now, narrowed=_narrowed(request), limit=TRIED)
    mine = queries.held_by(by=by, now=now)
    for one in sorted(found, key=lambda each: each.id not in mine):
        if one.held and one.id not in mine:
            continue
        if _taken(request, one):
            return go("review:item", one.id)
    return _page(request, trouble=[_("Nothing waits that you could take up now.")])


@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """One by its number, which never gets into an address."""
    case = request.POST.get("case", "")
    try:
        found = queries.find_verification(case, by=reviewer(request), now=visitor(request).now)
    except UnknownVerification as refused:
        return _page(request, trouble=told(refused), typed=case, code=status(refused))
    return go("review:item", found.id)


def _taken(request: HttpRequest, one: QueueLine) -> bool:
    try:
        actions.take_up(verification=one.id, **acting(request))
    except Refusal:
        return False
    return True


def _page(
    request: HttpRequest, *, trouble: list[str] | None = None, typed: str = "", code: int = 200
) -> HttpResponse:
    by, now = reviewer(request), visitor(request).now
    narrowed = _narrowed(request)
    after = request.GET.get("after", "")
    found = queries.queue(by=by, now=now, limit=PAGE + 1, after=after, narrowed=narrowed)
    mine, names = queries.held_by(by=by, now=now), shown.product_names(by.issuer)
    lines = [
        shown.line(one, now=now, names=names, mine=one.id in mine)
        for one in found[:PAGE]
        if not one.held or one.id in mine or not narrowed.only
    ]
    more = {
        "lines": lines,
        "mine": len(mine),
        "late": sum(one.one.late for one in lines),
        "only": [(name, _(label)) for name, label in ONLY.items()],
        "products": sorted(names.items()),
        "documents": [(code, _(label)) for code, label in DOCUMENT_WORDS.items()],
        "narrowed": narrowed,
        "query": _query(narrowed),
        "later": _query(narrowed, after=lines[-1].one.id) if len(found) > PAGE else "",
        "did": _did(request, by, now),
        "trouble": trouble,
        "troubled": bool(trouble),
        "typed": typed,
    }
    return render(request, "review/queue.html", context(request, tab="queue", **more), status=code)


def _narrowed(request: HttpRequest) -> Narrowed:
    asked = {name: request.GET.get(name, "")[:40] for name in ("product", "document", "only")}
    asked["only"] = asked["only"] if asked["only"] in ONLY else ""
    return Narrowed(**asked)


def _query(narrowed: Narrowed, after: str = "") -> str:
    given = {
        "product": narrowed.product,
        "document": narrowed.document,
        "only": narrowed.only,
        "after": after,
    }
    asked = urlencode({name: value for name, value in given.items() if value})
    return f"?{asked}" if asked else ""


def _did(request: HttpRequest, by: Actor, now: datetime) -> dict[str, object] | None:
    """What he has just done, and until when he can take it back."""
    name = request.GET.get("did", "")
    if not name:
        return None
    try:
        view = queries.verification(name, by=by, now=now)
    except UnknownVerification:
        return None
    last = view.turns[-1]
    if last.by != by.id:
        return None
    until = undoable_until(view.turns, by.id, now)
    return {
        "id": view.id,
        "case": view.line.case,
        "words": _(ACT_WORDS[last.act]),
        "until": until,
        "seconds": (until - now).total_seconds() if until else 0,
    }
