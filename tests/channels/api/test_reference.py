"""The document is whole, and the reference made from it says everything in both languages."""

import json
import re

import pytest
from django.test import Client
from jsonschema_rs import validator_for

from yika.channels.api import v1
from yika.channels.api.reference.reading import groups, operations
from yika.kit.errors import Refusal

LANGUAGES = ["zh-hans", "en"]
PAGES = ["", "/problems", *(f"/{one.name}" for one in groups(v1.openapi()))]


def page(client: Client, path: str, language: str = "en") -> str:
    client.cookies["yika_language"] = language
    response = client.get(f"/api/docs{path}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_document_is_one_of_openapi_3_1(client: Client) -> None:
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    assert document == json.loads(json.dumps(v1.openapi()))
    references = set(re.findall(r'"#/components/(\w+)/([^"]+)"', json.dumps(document)))
    assert not [one for one in references if one[1] not in document["components"][one[0]]]


def test_every_schema_of_the_document_is_one() -> None:
    for schema in v1.openapi()["components"]["schemas"].values():
        validator_for({**schema, "components": v1.openapi()["components"]})


def test_every_operation_says_what_it_does_and_how_it_ends() -> None:
    for one in operations(v1.openapi()):
        assert one.read["summary"][0].isupper(), one.id
        assert {400, 401, 403, 422, 429, 500, 503} <= set(one.problems)
        assert one.answer


def test_ids_of_operations_are_unique() -> None:
    ids = [one.id for one in operations(v1.openapi())]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_needs_nothing_foreign_and_nothing_inline(
    client: Client, path: str, language: str
) -> None:
    shown = page(client, path, language)
    assert f'<html lang="{language}"' in shown
    assert not re.search(r"<script>|<style|\bstyle=|\bon\w+=\"|(?:src|href)=.https?:", shown)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_the_database_nothing(client: Client, path: str) -> None:
    """Without the database mark, a query would fail this test."""
    assert page(client, path)


def test_every_operation_stands_in_the_reference(client: Client) -> None:
    begin = page(client, "")
    for group in groups(v1.openapi()):
        shown = page(client, f"/{group.name}")
        for one in group.operations:
            assert f'id="{one.id}"' in shown
            assert f'/api/docs/{group.name}#{one.id}"' in begin


def test_the_type_of_every_problem_leads_to_its_words(client: Client) -> None:
    shown = page(client, "/problems")
    assert not [one.code for one in Refusal.all() if f'id="{one.code}"' not in shown]


def test_what_is_not_in_the_reference_is_not_there(client: Client) -> None:
    assert client.get("/api/docs/nothing").status_code == 404
    assert client.post("/api/docs").status_code == 405
