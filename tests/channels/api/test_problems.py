"""Whatever goes wrong is told as a problem document, in the reader's language."""

import json

import pytest
from django.test import Client, override_settings

from tests import story
from tests.channels.api.conftest import PROBLEM, Program
from yika.channels.api.terms.door import BODY_MAX
from yika.channels.api.terms.frame import VERSION
from yika.kit import ids

NOBODY = ids.show("card", ids.new_id())


def test_a_problem_says_all_that_its_reader_needs(program: Program) -> None:
    told = program.get(f"/cards/{NOBODY}").json
    assert told["type"].endswith("/api/docs/problems#card.unknown")
    assert told["title"] == "Not found"
    assert told["detail"].startswith("There is no such card here.")
    assert told["instance"] == f"/api/v1/cards/{NOBODY}"
    assert told["request_id"].startswith("req_")


def test_the_detail_follows_the_reader_and_the_code_does_not(program: Program) -> None:
    english = program.get("/cards/x").json
    chinese = program.get("/cards/x", Accept_Language="zh-CN,zh;q=0.9").json
    assert (english["code"], english["title"]) == (chinese["code"], "Not found")


def test_the_answer_says_in_which_language_it_is(program: Program) -> None:
    def told(wanted: str) -> str:
        return str(program.get("/cards/x", Accept_Language=wanted).headers["Content-Language"])

    assert [told("zh-CN"), told("en-GB"), told("fr"), told("")] == ["zh-hans", "en"] + 2 * [
        "zh-hans"
    ]


def test_a_cookie_does_not_choose_the_language(program: Program) -> None:
    program.client.cookies["yika_language"] = "zh-hans"
    assert program.get("/cards/x").headers["Content-Language"] == "en"


@pytest.mark.parametrize("path", ["/", "/nothing", "/cards/", "/cards/x", "/cards/%00", "", "//"])
def test_what_is_not_there_is_a_problem_too(program: Program, path: str) -> None:
    assert (program.get(path).status, program.get(path).code) == (404, "api.no_such_address")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_a_wrong_method_is_told_the_right_ones(program: Program, method: str) -> None:
    answer = program.ask(method, "/cards")
    assert (answer.status, answer.code) == (405, "api.wrong_method")
    assert answer.headers["Allow"] == "GET"


def test_head_is_answered_like_get_without_a_body(program: Program) -> None:
    answer = program.ask("HEAD", "/issuer")
    assert (answer.status, answer.response.content) == (200, b"")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "nonsense",
        '{"text": NaN}',
        '{"text": "\\ud800"}',
        "[" * 100_000,
        '{"text": ' + "9" * 6000 + "}",
    ],
)
def test_what_is_not_json_is_refused(program: Program, body: str) -> None:
    answer = program.ask("POST", "/cards/lookup", body)
    assert (answer.status, answer.code) in [(400, "api.not_json"), (422, "api.not_well")]


def test_bytes_that_are_no_utf_8_are_refused(program: Program) -> None:
    response = program.client.post(
        "/api/v1/cards/lookup",
        b'{"text": "\xff"}',
        content_type="application/json",
        headers={"Authorization": f"Bearer {program.token}"},
    )
    assert (response.status_code, response.json()["code"]) == (400, "api.not_json")


@pytest.mark.parametrize("media_type", ["x", "text/plain", "multipart/form-data; boundary=x"])
def test_another_media_type_is_refused(program: Program, media_type: str) -> None:
    response = program.client.generic(
        "POST",
        "/api/v1/cards/lookup",
        '{"text": "1"}',
        content_type=media_type,
        headers={"Authorization": f"Bearer {program.token}"},
    )
    assert (response.status_code, response.json()["code"]) == (415, "api.wrong_media_type")


def test_ten_megabytes_are_refused_before_they_are_read(program: Program) -> None:
    """Nobody reads what a body of this length says, so it may as well be missing."""
    response = program.client.generic(
        "POST",
        "/api/v1/cards/lookup",
        "",
        content_type="application/json",
        CONTENT_LENGTH=str(10 * 1024 * 1024),
        headers={"Authorization": f"Bearer {program.token}"},
    )
    assert (response.status_code, response.json()["code"]) == (413, "api.too_large")
    assert response.json()["facts"] == {"bytes_max": BODY_MAX}


def test_every_fault_of_a_body_is_told_with_its_place(program: Program, shop: story.Shop) -> None:
    answer = program.post("/batches", {"product": 7, "count": 0, "colour": "red", "a/b~c": 1})
    assert (answer.status, answer.code) == (422, "api.not_well")
    assert {(one["pointer"], one["code"]) for one in answer.json["errors"]} == {
        ("#/product", "not_text"),
        ("#/count", "too_small"),
        ("#/colour", "unknown"),
        ("#/a~1b~0c", "unknown"),
    }
    assert all(one["detail"] for one in answer.json["errors"])


def test_nothing_is_guessed_from_another_type(program: Program) -> None:
    answer = program.post("/batches", {"product": "transit-adult", "count": "5"})
    assert [one["code"] for one in answer.json["errors"]] == ["not_number"]


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "limti=5", "state=lost"])
def test_a_wrong_or_unknown_parameter_is_named(program: Program, query: str) -> None:
    answer = program.get(f"/cards?{query}")
    assert (answer.status, answer.code) == (422, "api.not_well")
    assert answer.json["errors"][0]["parameter"] == query.partition("=")[0]


def test_control_characters_never_reach_a_database(program: Program) -> None:
    assert program.post("/cards/lookup", {"text": "1\x00"}).status == 422
    assert program.post("/holders/search", {"text": "a\x1b"}).status == 422


def test_a_script_is_text_and_comes_back_as_such(program: Program) -> None:
    name = "<script>alert(1)</script>"
    answer = program.post("/holders", {"name": name, "phone": name})
    assert answer.status == 422
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_callers_own_request_id_is_repeated(program: Program) -> None:
    answer = program.get("/cards/x", X_Request_ID="till-7/2026-11-20")
    assert answer.headers["X-Request-ID"] == answer.json["request_id"] == "till-7/2026-11-20"


@pytest.mark.parametrize("sent", ["x" * 65, "two words", "größer"])
def test_a_request_id_that_is_none_is_replaced(program: Program, sent: str) -> None:
    assert program.get("/issuer", X_Request_ID=sent).headers["X-Request-ID"].startswith("req_")


def test_every_answer_names_its_version_and_is_kept_nowhere(program: Program) -> None:
    for answer in (program.get("/issuer"), program.get("/x"), Program("").get("/issuer")):
        assert answer.headers["Yika-Version"] == VERSION
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_version_that_was_never_there_is_refused(program: Program) -> None:
    assert program.get("/issuer", Yika_Version=VERSION).status == 200
    answer = program.get("/issuer", Yika_Version="2020-01-01")
    assert (answer.status, answer.code) == (400, "api.unknown_version")


def test_a_bug_is_a_problem_without_details(program: Program) -> None:
    """The address of the site is needed for every problem but the one that this makes."""
    with override_settings(YIKA_KEYRING_FILE=None):
        answer = program.get("/issuer")
    assert (answer.status, answer.code) == (500, "api.failed")
    assert "Traceback" not in json.dumps(answer.json)


def test_a_partner_out_of_reach_is_told_as_such(program: Program) -> None:
    with override_settings(YIKA_KEYRING_FILE="/nowhere/keyring.toml"):
        answer = program.get("/issuer")
    assert (answer.status, answer.code) == (503, "api.busy")
    assert int(answer.headers["Retry-After"]) > 0


def test_the_document_needs_no_key(client: Client) -> None:
    response = client.get("/api/v1/openapi.json")
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Type"] != PROBLEM
