"""The inbox: what we told the holder."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from yika.channels.common.asking.posting import go
from yika.channels.common.visitors import request_id, visitor
from yika.domain.messages import actions, queries
from yika.kit import ids

PAGE = 20


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The newest first, a page at a time."""
    who = visitor(request)
    found = queries.inbox(who.own.id, before=request.GET.get("before") or None, limit=PAGE + 1)
    context = {
        "tab": "inbox",
        "messages": found[:PAGE],
        "older": found[PAGE - 1].id if len(found) > PAGE else "",
        "phrase": who.own.phrase,
        "request_id": ids.new_id(),
    }
    return render(request, "web/inbox.html", context)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Everything counts as read."""
    who = visitor(request)
    actions.mark_all_read(
        holder=who.own.id, by=who.as_holder(), now=who.now, request_id=request_id(request)
    )
    return go("web:inbox")
