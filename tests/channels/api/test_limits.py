"""Each key has so many requests a minute, and is told how many are left."""

from dataclasses import replace

import pytest
from django.test import override_settings

from tests import story
from tests.channels.api.conftest import Program
from yika.site.settings import CONFIG


@pytest.fixture
def scarce(db: None) -> None:
    with override_settings(CONFIG=replace(CONFIG, api_rate=3)):
        yield


def test_every_answer_tells_what_is_left(program: Program) -> None:
    headers = program.get("/issuer").headers
    assert headers["RateLimit-Policy"] == f'"key";q={CONFIG.api_rate};w=60'
    assert headers["RateLimit"].startswith(f'"key";r={CONFIG.api_rate - 1};t=')


def test_after_too_many_requests_one_has_to_wait(scarce: None, program: Program) -> None:
    left = [program.get("/issuer").headers["RateLimit"] for _ in range(3)]
    assert [one.split(";")[1] for one in left] == ["r=2", "r=1", "r=0"]
    answer = program.get("/issuer")
    assert (answer.status, answer.code) == (429, "tries.too_many")
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert answer.headers["RateLimit"].startswith('"key";r=0;')


def test_requests_that_are_refused_count_too(scarce: None, program: Program) -> None:
    assert [program.get("/cards/x").status for _ in range(4)] == [404, 404, 404, 429]


def test_one_key_does_not_use_up_what_another_has(
    scarce: None, program: Program, shop: story.Shop
) -> None:
    assert [program.get("/issuer").status for _ in range(4)][-1] == 429
    assert Program(shop.key.token).get("/issuer").status == 200
