"""What a reviewer does with one: takes it up, decides, asks again, passes on, puts back, undoes."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from yika.channels.common.asking.posting import go
from yika.channels.common.refusals import REFUSED, status, told
from yika.channels.review.desk import acting
from yika.channels.review.pages.item import item_page
from yika.domain.identity import actions
from yika.domain.identity.rules.review.views import SecondLookView, VerificationView
from yika.kit.actor import NotAllowed
from yika.kit.errors import Invalid, NotFound, Refusal

Given = Mapping[str, str]
Deed = Callable[..., object]


def _approve(given: Given, **about: Any) -> object:
    return actions.approve(version=_version(given), remark=given.get("remark", ""), **about)


def _refuse(given: Given, **about: Any) -> object:
    return actions.refuse(
        version=_version(given),
        reason=given.get("reason", ""),
        words=given.get("words", ""),
        remark=given.get("remark", ""),
        **about,
    )


def _ask_again(given: Given, **about: Any) -> object:
    return actions.ask_again(
        version=_version(given),
        thing=given.get("thing", ""),
        reason=given.get("reason", ""),
        words=given.get("words", ""),
        **about,
    )


def _escalate(given: Given, **about: Any) -> object:
    return actions.escalate(remark=given.get("remark", ""), **about)


def _put_back(given: Given, **about: Any) -> object:
    return actions.put_back(remark=given.get("remark", ""), **about)


def _take(_given: Given, **about: Any) -> object:
    return actions.take_up(**about)


def _undo(_given: Given, **about: Any) -> object:
    return actions.undo(**about)


def _look(_given: Given, **about: Any) -> object:
    return actions.take_second_look(**about)


def _agree(_given: Given, **about: Any) -> object:
    return actions.agree_again(**about)


def _doubt(given: Given, **about: Any) -> object:
    return actions.doubt(reason=given.get("reason", ""), remark=given.get("remark", ""), **about)


def _uphold(given: Given, **about: Any) -> object:
    return actions.uphold(remark=given.get("remark", ""), **about)


def _overturn(given: Given, **about: Any) -> object:
    return actions.overturn(reason=given.get("reason", ""), remark=given.get("remark", ""), **about)


DEEDS: Mapping[str, Deed] = {
    "approve": _approve,
    "refuse": _refuse,
    "again": _ask_again,
    "escalate": _escalate,
    "put-back": _put_back,
    "take": _take,
    "undo": _undo,
    "look": _look,
    "agree": _agree,
    "doubt": _doubt,
    "uphold": _uphold,
    "overturn": _overturn,
}
STAYS = frozenset({"take", "undo", "look"})
"""After these he goes on with the same one."""
SECOND = frozenset({"agree", "doubt", "uphold", "overturn"})
"""After these he goes on with the next second look."""


@require_POST
def do(request: HttpRequest, verification_id: str, deed: str) -> HttpResponse:
    """Do it, and back to the queue; what is refused is shown where it was pressed."""
    if deed not in DEEDS:
        raise Http404
    given = request.POST.dict()
    try:
        DEEDS[deed](given, verification=verification_id, **acting(request))
    except (NotFound, NotAllowed):
        raise
    except (Refusal, Invalid) as trouble:
        code = status(trouble) if isinstance(trouble, Refusal) else REFUSED
        return item_page(
            request, verification_id, trouble=told(trouble), deed=deed, given=given, code=code
        )
    if deed in STAYS:
        return go("review:item", verification_id)
    if deed in SECOND:
        return go("review:second")
    return go("review:queue", query=f"did={verification_id}")


@require_POST
def keep(request: HttpRequest, verification_id: str) -> HttpResponse:
    """Ten more minutes for who is still at it; asked by the page itself."""
    return _kept(request, actions.take_up, verification_id)


@require_POST
def keep_look(request: HttpRequest, verification_id: str) -> HttpResponse:
    """The same for a second look."""
    return _kept(request, actions.take_second_look, verification_id)


def _kept(
    request: HttpRequest,
    take: Callable[..., VerificationView | SecondLookView],
    verification_id: str,
) -> HttpResponse:
    try:
        view = take(verification=verification_id, **acting(request))
    except Refusal as refused:
        return JsonResponse({"lost": told(refused)}, status=status(refused))
    assert view.locked_until
    return JsonResponse({"until": view.locked_until.isoformat()})


def _version(given: Given) -> int:
    version = given.get("version", "")
    return int(version) if version.isdecimal() and version.isascii() else 0
