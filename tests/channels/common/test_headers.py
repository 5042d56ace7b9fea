"""What every page says in its headers."""

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from yika.channels.common.headers import HeadWithoutBody


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a page")


def test_head_is_answered_with_the_length_of_the_page_and_no_body(rf: RequestFactory) -> None:
    answer = HeadWithoutBody(_page)(rf.head("/"))

    assert (answer.content, answer.headers["Content-Length"]) == (b"", "6")


def test_get_is_answered_with_the_page(rf: RequestFactory) -> None:
    assert HeadWithoutBody(_page)(rf.get("/")).content == b"a page"
