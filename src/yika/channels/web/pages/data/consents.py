"""What I agreed to: the words I read, since when, and how I take each back by itself."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common import words
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import Visitor, asking, visitor
from yika.domain.identity import queries as identity
from yika.domain.identity.actions.consents import withdraw_consent
from yika.domain.identity.queries.consents import consents as consents_of
from yika.domain.identity.rules.consents import (
    ConsentView,
    Purpose,
    UnknownConsent,
    current,
    text_of,
)
from yika.domain.identity.rules.consents.purposes import PURPOSE_WORDS
from yika.domain.identity.rules.review.states import OPEN
from yika.domain.issuers import queries as issuers
from yika.kit.errors import gettext_noop

TAB = {"tab": "me"}
ICONS = {
    Purpose.REAL_NAME: "shield",
    Purpose.FACE: "user",
    Purpose.SHARING: "people",
    Purpose.HOME_VISIT: "home",
}
ENDS = {
    Purpose.REAL_NAME: gettext_noop(
        "Nothing new is checked then. A check under way ends, and its pictures are destroyed. "
        "What was confirmed before stays, as long as the law asks."
    ),
    Purpose.FACE: gettext_noop(
        "The pictures of your face are destroyed, and nothing else changes. You can still come to "
        "an outlet with your document."
    ),
    Purpose.SHARING: gettext_noop(
        "This issuer is told of no further change. What it was told before, it keeps."
    ),
    Purpose.HOME_VISIT: gettext_noop("Nobody of this issuer visits you at home any more."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A consent as a page shows it."""

    view: ConsentView
    title: str
    issuer: str
    icon: str
    state: str
    dress: str
    himself: bool


@require_safe
def consents(request: HttpRequest) -> HttpResponse:
    """Those in force, then those that have ended, as long as they are kept."""
    who = visitor(request)
    found = [_shown(one) for one in consents_of(who.own.id, by=who.as_holder())]
    context = TAB | {
        "agreed": [one for one in found if one.view.in_force],
        "ended": [one for one in found if not one.view.in_force],
    }
    return render(request, "web/data/consents.html", context)


@require_safe
def consent(request: HttpRequest, consent_id: str) -> HttpResponse:
    """One of them, with the very words he read."""
    view = _own(visitor(request), consent_id)
    one = _shown(view)
    text = text_of(view.purpose, view.version).in_(view.language)
    name = words.in_language(issuers.issuer(view.issuer).name, view.language)
    context = TAB | {
        "one": one,
        "text_title": text.title,
        "lines": [line.replace("{issuer}", name) for line in text.body.splitlines()],
        "is_newest": view.version == current(view.purpose).version,
    }
    return render(request, "web/data/consent.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, consent_id: str) -> HttpResponse:
    """What happens then, asked once more; then it ends."""
    who = visitor(request)
    view = _own(who, consent_id)

    def save() -> HttpResponse:
        withdraw_consent(
            holder=who.own.id,
            issuer=view.issuer,
            purpose=view.purpose.value,
            **asking(request, who.as_holder()),
        )
        return go("web:consent", view.id)

    more = {"one": _shown(view), "ends": _(ENDS[view.purpose]), "under_way": _under_way(who, view)}
    title = gettext_noop("Take this consent back?")
    return form_page(request, "web/data/withdraw.html", [], save, title=title, more=TAB | more)


def _own(who: Visitor, consent_id: str) -> ConsentView:
    for one in consents_of(who.own.id, by=who.as_holder()):
        if one.id == consent_id:
            return one
    raise UnknownConsent


def _shown(view: ConsentView) -> Shown:
    """A consent in the reader's language."""
    state, dress = _("In force"), ""
    if view.withdrawn_at:
        state, dress = _("Taken back"), "quiet"
    elif view.replaced_at:
        state, dress = _("Replaced by a newer text"), "quiet"
    return Shown(
        view=view,
        title=_(PURPOSE_WORDS[view.purpose]),
        issuer=words.in_language(issuers.issuer(view.issuer).name, get_language() or ""),
        icon=ICONS[view.purpose],
        state=state,
        dress=dress,
        himself=view.given_by == view.holder,
    )


def _under_way(who: Visitor, view: ConsentView) -> bool:
    """Whether a check would end with it."""
    if view.purpose is not Purpose.REAL_NAME:
        return False
    found = identity.verifications(holder=who.own.id, by=who.as_holder(), now=who.now)
    return any(one.issuer == view.issuer and one.state in OPEN for one in found)
