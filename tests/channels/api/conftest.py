"""The small city, built once for each file of tests, and programs that ask its API."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests import story
from yika.domain.machines.rules import SCOPES
from yika.kit import ids

PROBLEM = "application/problem+json"


@dataclass
class Program:
    """A program with a key. Each change gets an Idempotency-Key of its own unless one is given."""

    token: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def get(self, path: str, **headers: str) -> "Answer":
        return self.ask("GET", path, **headers)

    def post(self, path: str, given: object = None, *, key: str = "", **headers: str) -> "Answer":
        sent = {"Idempotency_Key": key or str(ids.new_id())} | headers
        return self.ask("POST", path, json.dumps(given or {}), **sent)

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> "Answer":
        named = {"Authorization": f"Bearer {self.token}", "Accept_Language": "en"} | headers
        sent = {name.replace("_", "-"): value for name, value in named.items() if value}
        response = self.client.generic(
            method, f"/api/v1{path}", body, content_type="application/json", headers=sent
        )
        return Answer(response)


@dataclass
class Answer:
    """What came back."""

    response: HttpResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def headers(self) -> Any:
        return self.response.headers

    @property
    def json(self) -> Any:
        return json.loads(self.response.content)

    @property
    def code(self) -> str:
        """The code of the problem that this is."""
        assert self.headers["Content-Type"] == PROBLEM, self.response.content
        assert self.json["status"] == self.status
        return str(self.json["code"])


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[story.City]:
    """Two issuers. Each test begins with it as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield story.city()
        transaction.set_rollback(True)


@pytest.fixture
def shop(city: story.City, db: None) -> story.Shop:
    return city.transit


@pytest.fixture
def program(shop: story.Shop) -> Program:
    """With every scope that a program may hold."""
    return Program(story.key(shop.code, *SCOPES).token)


@pytest.fixture
def stranger(city: story.City, db: None) -> Program:
    """The same for the other issuer."""
    return Program(story.key(city.campus.code, *SCOPES).token)


def with_scopes(shop: story.Shop, *scopes: str) -> Program:
    return Program(story.key(shop.code, *scopes).token)
