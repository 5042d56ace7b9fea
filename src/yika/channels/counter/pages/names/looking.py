"""All cards in the name of who stands here, once his document was compared; any can be disowned."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yika.channels.common import words
from yika.channels.common.refusals import status, told
from yika.channels.common.visitors import visitor
from yika.channels.counter import named as operations
from yika.channels.counter import screen
from yika.channels.counter.desk import Desk, acting, with_person
from yika.channels.counter.sheet import Given, Sheet, sheet_page
from yika.domain.cards import actions
from yika.domain.cards.rules import InMyName, NamedCard, State
from yika.domain.cards.rules.names import DOCUMENT_EXPECTED, Disowned
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.issuers import queries as issuers
from yika.domain.people.rules.holders import PURPOSE_MAX, normal_purpose
from yika.kit import ids
from yika.kit.errors import Fault, Invalid, Refusal, gettext_noop

FINE = {State.ACTIVE.value: "", State.HANDED_OUT.value: "warn"}
SEEN = Ask(
    "seen",
    AskKind.CONFIRM,
    gettext_noop("I have the original in my hand, and the face is that of the photograph"),
)
NUMBER = Ask(
    "number",
    AskKind.CODE,
    gettext_noop("Number of the document"),
    gettext_noop("As it stands on the original. It is compared with what the person has proven."),
    max_length=40,
)
PURPOSE = Ask(
    "purpose",
    AskKind.TEXT,
    gettext_noop("What do you need it for?"),
    gettext_noop("The holder can read this."),
    max_length=PURPOSE_MAX,
)
NOT_SEEN = gettext_noop("Compare the original and the face first.")


@require_http_methods(["GET", "HEAD", "POST"])
def named(request: HttpRequest, holder: str) -> HttpResponse:
    """Compare the document, say what for; then the cards are shown, this once."""
    desk = with_person(request, holder)

    def act(given: Given) -> HttpResponse:
        _check(given)
        found = actions.look_at_names(
            holder=holder,
            number=given.get("number", ""),
            purpose=given.get("purpose", ""),
            **acting(request),
        )
        return _page(request, desk, found)

    asks = [NUMBER, SEEN, PURPOSE]
    return sheet_page(request, desk, Sheet(operations.NAMED, asks=asks, act=act))


@require_POST
def disown(request: HttpRequest, holder: str, card_id: str) -> HttpResponse:
    """He did not apply for this one: its issuer gets a complaint, and the card may be stopped."""
    desk = with_person(request, holder)
    done: Disowned | None = None
    trouble: Refusal | Invalid | None = None
    try:
        done = actions.disown_at_counter(
            card=card_id, holder=holder, words=request.POST.get("words", ""), **acting(request)
        )
    except (Refusal, Invalid) as refused:
        trouble = refused
    by, now = desk.by, visitor(request).now
    found = actions.names_again(holder=holder, by=by, now=now)
    return _page(request, desk, found, done=done, trouble=trouble)


def _check(given: Given) -> None:
    """Everything that is wrong with it at once."""
    faults = []
    if not given.get("number", "").strip():
        faults.append(Fault("number", "", DOCUMENT_EXPECTED))
    if given.get("seen") != "yes":
        faults.append(Fault("seen", "", NOT_SEEN))
    try:
        normal_purpose(given.get("purpose", ""))
    except Invalid as trouble:
        faults += trouble.faults
    if faults:
        raise Invalid(faults)


def _page(
    request: HttpRequest,
    desk: Desk,
    found: InMyName,
    *,
    done: Disowned | None = None,
    trouble: Refusal | Invalid | None = None,
) -> HttpResponse:
    # It is shown this once, so the page cannot be a redirect to another.
    context = screen.context(
        request,
        desk,
        doing=operations.NAMED,
        lines=[_line(one) for one in found.cards],
        whole=found.whole,
        disowned=done,
        stopped=done is not None and done.stopped_until is not None,
        trouble=told(trouble) if trouble else [],
        troubled=trouble is not None,
    )
    code = status(trouble) if isinstance(trouble, Refusal) else 422 if trouble else 200
    page = render(request, "counter/names/cards.html", context, status=code)
    page.headers["Cache-Control"] = "no-store"
    return page


def _line(card: NamedCard) -> dict[str, object]:
    language = get_language() or ""
    return {
        "card": card,
        "request": str(ids.new_id()),
        "name": words.in_language(card.name, language),
        "issuer": words.in_language(issuers.issuer(card.issuer).name, language),
        "state": _(card.standing.wording),
        "dress": FINE.get(card.standing.code, "stop"),
    }
