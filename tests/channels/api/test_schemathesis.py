"""Requests made from the document, right and wrong ones, never meet a bug or an unknown answer."""

import os
from collections.abc import Iterator
from dataclasses import replace
from zlib import crc32

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import override_settings
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests import story
from tests.channels.api.test_reach import belongings
from yika.domain.machines.rules import SCOPES
from yika.site.settings import CONFIG
from yika.site.wsgi import application

SOAK = bool(os.environ.get("YIKA_SOAK"))
EXAMPLES = 300 if SOAK else 5  # of each operation
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@schemathesis.serializer("image/jpeg", "image/png", "image/webp")
def as_it_is(_ctx: object, value: object) -> bytes:
    """A picture is sent as its bytes."""
    return value if isinstance(value, bytes) else str(value).encode()


CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]


@pytest.fixture(scope="module")
def owned(city: story.City) -> dict[str, str]:
    return belongings(city.transit)


@pytest.fixture(scope="module", autouse=True)
def one_connection(owned: dict[str, str]) -> Iterator[None]:
    """The site gives its connection back after each request; here the test's own stays.

    After `owned`, for Django's test client connects these signals again.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def token(city: story.City) -> Iterator[str]:
    """A key that is never told to wait."""
    with override_settings(CONFIG=replace(CONFIG, api_rate=1_000_000)):
        yield story.key(city.transit.code, *SCOPES).token


def about_what_is_there(case: Case, owned: dict[str, str]) -> None:
    """Made-up ids only ever lead to nothing, so the real ones take their place."""
    for name in case.path_parameters or {}:
        case.path_parameters[name] = owned.get(name, case.path_parameters[name])
    if isinstance(case.body, dict):
        case.body |= {name: owned[name] for name in case.body.keys() & owned.keys()}


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=not SOAK,
)
def test_no_request_meets_a_bug_or_an_undocumented_answer(
    case: Case, token: str, owned: dict[str, str], db: None
) -> None:
    # Told by the case itself, so that the same case is always the same request.
    known = crc32(repr((case.path_parameters, case.query, case.body)).encode()) % 2 == 0
    checks = CHECKS if known else [*CHECKS, negative_data_rejection]
    if known:
        about_what_is_there(case, owned)
    case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=checks)
