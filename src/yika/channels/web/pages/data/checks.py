"""One check of my real name: how it stands, what was said, and having it looked at again."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common import words
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import asking, visitor
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.identity import actions, queries
from yika.domain.identity.rules.review.masking import masked_number
from yika.domain.identity.rules.review.reasons import WORDS_MAX, reason_words
from yika.domain.identity.rules.review.refusals import NoAppeal
from yika.domain.identity.rules.review.states import ACT_WORDS, OPEN, STATE_WORDS, Act, State
from yika.domain.identity.rules.review.views import QueueLine, TurnView, VerificationView
from yika.domain.issuers import queries as issuers
from yika.domain.people.rules import masked_name
from yika.kit.errors import gettext_noop
from yika.products.documents import DOCUMENT_WORDS

TAB = {"tab": "me"}
DRESS = {
    State.WAITING_FOR_PERSON: "stop",
    State.APPROVED: "",
    State.REFUSED: "stop",
    State.EXPIRED: "quiet",
    State.WITHDRAWN: "quiet",
    State.SUPERSEDED: "quiet",
}
WHAT_NOW = {
    State.COLLECTING: gettext_noop("Go on where you stopped, and send it off."),
    State.READING: gettext_noop("Your pictures are being read. You can leave this page."),
    State.WAITING_FOR_PERSON: gettext_noop("Give the one thing that is asked for again."),
    State.IN_REVIEW: gettext_noop("Somebody looks at it. You need not do anything."),
    State.APPROVED: gettext_noop("This issuer knows who you are."),
    State.EXPIRED: gettext_noop("You can begin again at any time."),
    State.WITHDRAWN: gettext_noop("You can begin again at any time."),
    State.SUPERSEDED: gettext_noop("A later check goes on in its place."),
}
WORDS = Ask(
    "words",
    AskKind.NOTE,
    gettext_noop("What should we look at again?"),
    gettext_noop("No document numbers here: whoever looks has your document before him."),
    max_length=WORDS_MAX,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A check as a line of a list."""

    line: QueueLine
    state: str
    dress: str
    document: str


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened, with why and what was said about it."""

    what: str
    why: str
    words: str
    at: datetime


def line(one: QueueLine) -> Line:
    """In the reader's language."""
    return Line(
        line=one,
        state=_(STATE_WORDS[one.state]),
        dress=DRESS.get(one.state, "warn"),
        document=_(DOCUMENT_WORDS[one.document]),
    )


@require_safe
def check(request: HttpRequest, check_id: str) -> HttpResponse:
    """How it stands, and all that happened. What the document says is shown masked."""
    who = visitor(request)
    view = queries.verification(check_id, by=who.as_holder(), now=who.now)
    fields = view.fields
    context = _around(view) | {
        "name": masked_name(fields.get("name", "")),
        "number": masked_number(fields["number"]) if fields.get("number") else "",
        "happened": [_happened(turn) for turn in reversed(view.turns)],
        "appeal_until": queries.appeal_until(view, now=who.now),
        "errand": view.subject if view.subject.startswith("err_") else "",
        "is_open": view.state in OPEN,
    }
    return render(request, "web/data/check.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, check_id: str) -> HttpResponse:
    """Somebody who has not decided before looks at it again."""
    who = visitor(request)
    by = who.as_holder()
    view = queries.verification(check_id, by=by, now=who.now)
    if request.method != "POST" and queries.appeal_until(view, now=who.now) is None:
        raise NoAppeal

    def save() -> HttpResponse:
        given = request.POST.get("words", "")
        actions.appeal(verification=check_id, words=given, **asking(request, by))
        return go("web:check", check_id)

    title = gettext_noop("Have it looked at again")
    more = _around(view) | {
        "lead": _(
            "Somebody else decides this time, who has not seen it before. This is once only."
        ),
        "button": _("Send"),
    }
    return form_page(request, "web/data/check_form.html", [WORDS], save, title=title, more=more)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, check_id: str) -> HttpResponse:
    """End it before it is decided."""
    who = visitor(request)
    by = who.as_holder()
    view = queries.verification(check_id, by=by, now=who.now)

    def save() -> HttpResponse:
        actions.withdraw_verification(verification=check_id, **asking(request, by))
        return go("web:check", check_id)

    more = _around(view) | {
        "lead": _("Nobody looks at it any more, and its pictures are destroyed."),
        "button": _("Withdraw"),
    }
    title = gettext_noop("Withdraw this check?")
    return form_page(request, "web/data/check_form.html", [], save, title=title, more=more)


def _around(view: VerificationView) -> dict[str, object]:
    language, told = get_language() or "", reason_words(view.reason)
    asked = reason_words(view.asked_reason)
    house = issuers.issuer(view.line.issuer)
    return TAB | {
        "view": view,
        "one": line(view.line),
        "issuer": words.in_language(house.name, language),
        "hotline": house.hotline,
        "what_now": _(WHAT_NOW[view.state]) if view.state in WHAT_NOW else "",
        "reason": _(told.holder) if told else "",
        "asked": _(asked.holder) if asked and view.state is State.WAITING_FOR_PERSON else "",
    }


def _happened(turn: TurnView) -> Happened:
    told = reason_words(turn.reason)
    why = _(told.holder) if told and turn.act in {Act.REFUSED, Act.ASKED_AGAIN} else ""
    return Happened(_(ACT_WORDS[turn.act]), why, turn.words, turn.at)
