"""A page with one form: shows it, hands what was posted on, shows what was wrong with it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yika.channels.common.asking import forms
from yika.channels.common.refusals import REFUSED, status, way_out
from yika.domain.errands.rules.asks import Ask
from yika.kit import ids
from yika.kit.errors import Invalid, Refusal

Save = Callable[[], HttpResponse]


def form_page(
    request: HttpRequest,
    template: str,
    asks: Sequence[Ask],
    save: Save,
    *,
    title: str = "",
    values: Mapping[str, str] | None = None,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show the form; posted, `save` acts and says where to go. What is refused is shown in it."""
    trouble: Refusal | Invalid | None = None
    if request.method == "POST":
        try:
            return save()
        except (Refusal, Invalid) as refused:
            trouble, values = refused, request.POST.dict()
    context = {
        "title": _(title) if title else "",
        "form": forms.form(asks, values, trouble),
        "facts": trouble.facts if isinstance(trouble, Refusal) else {},
        "troubled": trouble is not None,
        "way_out": way_out(trouble),
        "request_id": ids.new_id(),
        **(more or {}),
    }
    code = 200
    if trouble is not None:
        code = status(trouble) if isinstance(trouble, Refusal) else REFUSED
    return render(request, template, context, status=code)


def go(name: str, *args: str, query: str = "") -> HttpResponse:
    """To another page of ours, with a fresh request."""
    return lead_to(reverse(name, args=args) + (f"?{query}" if query else ""))


def lead_to(address: str) -> HttpResponse:
    """After a post always a new page, so that the back button never posts again."""
    return HttpResponse(status=303, headers={"Location": address})
