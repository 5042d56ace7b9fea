"""Carries an errand on any face: draws the next step, and hands what was given to the engine."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yika.channels.common.asking import forms
from yika.channels.common.headers import allow_photos
from yika.channels.common.refusals import status, told, way_out
from yika.channels.common.visitors import request_id, visitor
from yika.channels.common.words import said
from yika.domain.cards.rules import CardView
from yika.domain.errands import actions
from yika.domain.errands.queries import errand
from yika.domain.errands.rules.asks import Ask
from yika.domain.errands.rules.views import ErrandView, NextStep, Told, Tone
from yika.kit import ids
from yika.kit.actor import Actor
from yika.kit.errors import Invalid, Refusal

FORM_REFUSED = 422
FILE_MAX = 20_000_000


class Find(Protocol):
    """Finds the card that a number or the text of a code names."""

    def __call__(self, text: str, /, *, by: Actor) -> CardView: ...


@dataclass(frozen=True, slots=True)
class Dress:
    """How a face shows errands: its page around them, and where its own pages are."""

    template: str
    done: Callable[[ErrandView], str]
    left: str
    more: Mapping[str, Any]
    tab: Callable[[ErrandView], str] = lambda _view: ""


def begin(
    kind: str, typed: str, *, find: Find, address: str, by: Actor, **about: Any
) -> ErrandView:
    """Begin an errand about the card somebody named.

    Where there is no such card, the refusal leaves with a case number that the hotline can
    look up, like every other refusal at the beginning.
    """
    try:
        card = find(typed, by=by)
    except Refusal as refusal:
        trouble = actions.note_trouble(kind=kind, refusal=refusal, by=by, **about)
        refusal.facts |= {"case": trouble.case, "hotline": trouble.hotline}
        raise
    return actions.begin_errand(kind=kind, card=card.id, address=address, by=by, **about)


def page(request: HttpRequest, errand_id: str, *, by: Actor, dress: Dress) -> HttpResponse:
    """The next step of an errand; posted, what is done about it."""
    if request.method != "POST":
        return _show(request, errand(errand_id, by=by, now=visitor(request).now), dress)
    view = errand(errand_id, by=by, now=visitor(request).now)
    try:
        after = _act(request, view, by)
    except (Refusal, Invalid) as trouble:
        # What stands may be newer than the page that was posted.
        return _show(request, errand(errand_id, by=by, now=visitor(request).now), dress, trouble)
    return _redirect(dress.left if after is None else _onward(request, after, dress))


def asked(step: NextStep) -> tuple[Ask, ...]:
    """The fields of the form that a step shows now."""
    return step.prepare if step.prepare is not None and step.prepared is None else step.asks


def _act(request: HttpRequest, view: ErrandView, by: Actor) -> ErrandView | None:
    """Do what the pressed button says. None: the person has left the errand."""
    who = visitor(request)
    what: dict[str, Any] = {
        "errand": view.id,
        "version": _version(request),
        "by": by,
        "now": who.now,
        "request_id": request_id(request),
    }
    pressed, step = request.POST.get("do", "take"), request.POST.get("step", "")
    if pressed == "withdraw":
        actions.withdraw_errand(**what)
        return None
    if pressed == "back":
        return actions.undo_step(**what)
    if pressed == "skip":
        return actions.skip_step(step=step, **what)
    given = _given(request)
    if pressed == "prepare":
        return actions.prepare_step(step=step, given=given, address=who.address, **what)
    return actions.take_step(step=step, given=given, address=who.address, **what)


def _given(request: HttpRequest) -> dict[str, object]:
    """What was typed, and the files that were chosen; a larger one is cut, and refused as such."""
    typed = {name: str(value) for name, value in request.POST.items() if name not in _OURS}
    files = {
        name: file.read(FILE_MAX + 1)
        for name, file in request.FILES.items()
        if not isinstance(file, list)
    }
    return typed | {name: content for name, content in files.items() if content}


_OURS = {"do", "step", "version", "request_id", "csrfmiddlewaretoken"}


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004


def _show(
    request: HttpRequest, view: ErrandView, dress: Dress, trouble: Refusal | Invalid | None = None
) -> HttpResponse:
    step = view.next
    posted = request.POST.dict() if trouble else {}
    form = forms.form(asked(step), posted, trouble) if step and step.can_here else None
    context = {
        "view": view,
        "step": step,
        "form": form,
        **_told(step.tells if step else ()),
        "position": 1 + sum(one.state in _SETTLED for one in view.steps),
        "trouble": told(trouble) if trouble and form is None else [],
        "troubled": trouble is not None,
        "way_out": way_out(trouble),
        "request_id": ids.new_id(),
        "tab": dress.tab(view),
        **dress.more,
    }
    code = 200 if trouble is None else _status(trouble)
    response = render(request, dress.template, context, status=code)
    response.headers["Cache-Control"] = "no-store"
    return allow_photos(response) if form and form.has_files else response


@dataclass(frozen=True, slots=True)
class Line:
    """A line to read, in the reader's language; `above` is the field that it belongs to."""

    label: str
    value: str
    tone: Tone
    above: str
    version: str

    @property
    def paragraphs(self) -> list[str]:
        return self.value.splitlines()


def _told(tells: Iterable[Told]) -> dict[str, list[Line]]:
    """What there is to read, by how it is meant: facts, texts before a field, and notes."""
    lines = [
        Line(_(one.label), said(one.value, literal=one.literal), one.tone, one.above, one.version)
        for one in tells
    ]
    return {
        "tells": [one for one in lines if one.tone is Tone.LINE],
        "texts": [one for one in lines if one.tone is Tone.TEXT],
        "notes": [one for one in lines if one.tone in {Tone.NOTE, Tone.GOOD}],
    }


_SETTLED = {"done", "skipped", "known"}


def _status(trouble: Refusal | Invalid) -> int:
    return status(trouble) if isinstance(trouble, Refusal) else FORM_REFUSED


def _onward(request: HttpRequest, view: ErrandView, dress: Dress) -> str:
    return request.path if view.is_open or view.next else dress.done(view)


def _redirect(address: str) -> HttpResponse:
    """After a post always a new page, so that the back button never posts again."""
    return HttpResponse(status=303, headers={"Location": address})
