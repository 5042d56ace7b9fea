"""Proving a name for a kind of card: what it needs, where it begins, and how it was decided."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common import words
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.directory import guides as directory
from yika.channels.common.visitors import Visitor, asking, visitor
from yika.domain.errands import queries
from yika.domain.errands.actions import begin_errand
from yika.domain.errands.rules.guides import CardGuide
from yika.domain.identity.queries import Proof, proof_of, verification
from yika.domain.identity.rules.review.reasons import reason_words
from yika.domain.identity.rules.review.states import STATE_WORDS, State
from yika.domain.issuers import queries as issuers
from yika.kit.actor import Actor

KIND = "real-name"


@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest, issuer: str, product: str) -> HttpResponse:
    """What it needs with this kind of card; the button begins."""
    who, language = visitor(request), get_language() or ""
    found = queries.card_guide(issuer, product, now=who.now)
    guide = directory.told(found, KIND, now=who.now)

    def save() -> HttpResponse:
        by = who.as_holder()
        view = begin_errand(
            kind=KIND, about=f"{issuer}/{product}", address=who.address, **asking(request, by)
        )
        return go("web:errand", view.id)

    more = {
        "guide": guide,
        "name": words.in_language(found.name, language),
        "tab": "me",
        "proof": _proof(who, found),
    }
    return form_page(request, "web/proving/prove.html", [], save, more=more)


def _proof(who: Visitor, card: CardGuide) -> Proof | None:
    """How the issuer knows who is signed in, where that is firm enough for this kind of card."""
    policy = card.product.real_name
    if who.holder is None or policy is None:
        return None
    proof = proof_of(who.own.id, card.issuer, by=who.as_holder(), now=who.now)
    return proof if proof.level >= policy.level else None


@require_safe
def done(request: HttpRequest, errand_id: str) -> HttpResponse:
    """How it was decided, and what can be done now."""
    who = visitor(request)
    by = who.as_holder()
    view = queries.errand(errand_id, by=by, now=who.now)
    told = [one["verification"] for one in _evidence(errand_id, by) if "verification" in one]
    seen = verification(told[-1], by=by, now=who.now) if told else None
    why = reason_words(seen.reason) if seen and seen.reason else None
    context = {
        "view": view,
        "issuer": words.in_language(issuers.issuer(view.issuer).name, get_language() or ""),
        "state": _(STATE_WORDS[seen.state]) if seen else "",
        "confirmed": seen is not None and seen.state is State.APPROVED,
        "refused": seen is not None and seen.state is State.REFUSED,
        "why": _(why.holder) if why else "",
        "tab": "me",
    }
    return render(request, "web/proving/done.html", context)


def _evidence(errand: str, by: Actor) -> list[Mapping[str, str]]:
    """What each turn rests on, the oldest first."""
    kept = queries.evidence(errand, by=by)
    return [kept[version] for version in sorted(kept)]
