"""One verification before a reviewer: pictures beside what was given, checks, what he may do."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yika.channels.common.visitors import visitor
from yika.channels.common.words import listed
from yika.channels.review import shown, words
from yika.channels.review.desk import context, handle, looking, reviewer
from yika.domain.identity import actions, queries
from yika.domain.identity.rules.checks import Outcome
from yika.domain.identity.rules.reasons import Words
from yika.domain.identity.rules.review.asking import AGENT, DETAILS, thing_of
from yika.domain.identity.rules.review.reasons import (
    AGAIN_WORDS,
    REFUSED_WORDS,
    WORDS_MAX,
    reason_words,
)
from yika.domain.identity.rules.review.states import (
    LOOK_WORDS,
    STATE_WORDS,
    Act,
    Look,
    State,
    may,
)
from yika.domain.identity.rules.review.undoing import undoable_until
from yika.domain.identity.rules.review.views import SecondLookView, VerificationView
from yika.domain.people.queries import handles
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor
from yika.kit.pictures import marked
from yika.products.documents import DOCUMENT_WORDS

AGAINST = frozenset({Outcome.FAIL, Outcome.ERROR})


@require_safe
def item(request: HttpRequest, verification_id: str) -> HttpResponse:
    """The page of one. Pictures and details are shown to who has it, or looks on purpose."""
    return item_page(request, verification_id)


@require_safe
def picture(request: HttpRequest, picture_id: str) -> HttpResponse:
    """A picture with who looks at it and when drawn into it. Each look is written down first."""
    reviewer(request)
    jpeg = actions.show_picture(picture=picture_id, **looking(request))
    seen = f"{handle(request)}  {words.moment(visitor(request).now)}"
    response = HttpResponse(marked(jpeg, seen), content_type="image/jpeg")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Disposition"] = "inline"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def item_page(
    request: HttpRequest,
    verification_id: str,
    *,
    trouble: list[str] | None = None,
    deed: str = "",
    given: Mapping[str, str] | None = None,
    code: int = 200,
) -> HttpResponse:
    """The page, with what was wrong with a deed and what was typed for it."""
    by, now = reviewer(request), visitor(request).now
    view = queries.verification(verification_id, by=by, now=now)
    mine = view.line.held and view.locked_by == by.id
    second = queries.second_look(verification=view.id, by=by, now=now)
    again = second is not None and second.locked_by == by.id
    may_look = by.may(Right.IDENTITY_REVEAL, by.issuer)
    looks = mine or again or (may_look and request.GET.get("look") == "yes")
    values = actions.show_fields(verification=view.id, **looking(request)) if looks else view.fields
    names = handles(
        {turn.by for turn in view.turns} | {view.locked_by, second.locked_by if second else ""}
    )
    more = {
        "view": view,
        "head": _head(view, by),
        "mine": mine,
        "looks": looks,
        "may_look": may_look and not looks and bool(view.pictures),
        "may_take": _may_take(view, by) and not mine,
        "holder_of_lock": names.get(view.locked_by, "") if view.line.held and not mine else "",
        "fields": shown.fields(view, values),
        "agent": shown.plain(view.agent_fields),
        "agent_document": _(DOCUMENT_WORDS.get(view.agent_document, view.agent_document or "-")),
        "pictures": shown.pictures(view.pictures),
        "likeness": shown.faces(view),
        **shown.checks(view),
        **_second(second, again, names),
        "turns": shown.turns(view.turns, names),
        "undo_until": undoable_until(view.turns, by.id, now),
        "trouble": trouble,
        "troubled": bool(trouble),
        "deed": deed,
        "given": given or {},
        **(_choices(view) if mine or again else {}),
    }
    if more["undo_until"]:
        more["seconds"] = (more["undo_until"] - now).total_seconds()
    return render(request, "review/item.html", context(request, tab="item", **more), status=code)


def _second(second: SecondLookView | None, again: bool, names: Mapping[str, str]) -> dict[str, Any]:
    """How a second look at it stands, and whether it is his."""
    if second is None:
        return {}
    reason = reason_words(second.reason)
    return {
        "second": second,
        "again": again,
        "doubted": second.state is Look.DISAGREED,
        "second_state": _(LOOK_WORDS[second.state]),
        "second_reason": _(reason.staff) if reason else "",
        "second_with": names.get(second.locked_by, "") if second.locked_by and not again else "",
        "may_look_again": second.waits_for_him and not second.locked_by,
    }


def _may_take(view: VerificationView, by: Actor) -> bool:
    free = may(Act.TAKEN_UP, view.state) and not view.line.held
    raised_to_him = not view.line.raised or by.may(Right.APPROVALS_DECIDE, by.issuer)
    return free and raised_to_him and by.may(Right.IDENTITY_REVIEW, by.issuer)


def _head(view: VerificationView, by: Actor) -> dict[str, Any]:
    names = shown.product_names(by.issuer)
    reason = reason_words(view.reason or view.asked_reason)
    return {
        "product": names.get(view.line.product, view.line.product),
        "document": _(DOCUMENT_WORDS[view.line.document]),
        "state": _(STATE_WORDS[view.state]),
        "tone": {State.APPROVED: "", State.IN_REVIEW: "warn", State.REFUSED: "stop"}.get(
            view.state, "quiet"
        ),
        "reason": _(reason.staff) if reason else "",
        "submitted": words.moment(view.line.submitted_at),
        "due": words.moment(view.line.due_at),
        "too_low": view.reached < view.level,
        "asked": words.thing(view.asked_thing) if view.asked_thing else "",
        "awaited": listed(words.said(words.CHECKS, one) for one in view.awaited),
        "missing": listed(
            words.thing(one)
            for one in (
                *(side for _document, side in view.missing),
                *(thing_of(AGENT, side) for _document, side in view.agent_missing),
            )
        ),
    }


def _choices(view: VerificationView) -> dict[str, Any]:
    """What he can choose among for each deed."""
    sides = [side for document, side in view.sides if document == view.line.document]
    others = [thing_of(AGENT, side) for _document, side in view.agent_sides]
    return {
        "refusals": _reasons(REFUSED_WORDS),
        "agains": _reasons(AGAIN_WORDS),
        "things": [(one, words.thing(one)) for one in (*sides, *others, DETAILS)],
        "against": any(one.outcome in AGAINST for one in view.checks),
        "first_of_two": view.needs_two and not view.line.second,
        "words_max": WORDS_MAX,
    }


def _reasons(words_of: Mapping[Any, Words]) -> list[tuple[str, str, str]]:
    """Each reason with what staff call it, and with what the holder is told."""
    return [(one.value, _(said.staff), _(said.holder)) for one, said in words_of.items()]
