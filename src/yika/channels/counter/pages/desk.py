"""The desk with nothing on it, and the search that brings somebody or something there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking.posting import go
from yika.channels.common.refusals import REFUSED, status, told
from yika.channels.counter import screen
from yika.channels.counter.desk import SERVING, acting, empty
from yika.channels.counter.pages.queue import line_up
from yika.channels.counter.search import Search
from yika.channels.counter.sheet import onward
from yika.kit.errors import Invalid, Refusal


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Nothing yet: scan, search, or begin something."""
    context = screen.context(request, empty(request), **line_up(request))
    return render(request, "counter/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Whatever was typed or scanned. What was typed never gets into an address."""
    if request.method != "POST":
        return go("counter:desk")
    typed = request.POST.get("q", "").strip()
    search = Search(typed, serving=request.GET.get(SERVING, ""), **acting(request))
    try:
        return onward(search.address())
    except (Refusal, Invalid) as trouble:
        code = status(trouble) if isinstance(trouble, Refusal) else REFUSED
        context = screen.context(
            request, empty(request), typed=typed, trouble=told(trouble), troubled=True
        )
        return render(request, "counter/desk.html", context, status=code)


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """What each key does, for browsers that run no script too."""
    return render(request, "counter/keys.html", screen.context(request, empty(request)))
