"""Reads bodies as strict JSON."""

from typing import cast

from django.http import HttpRequest
from ninja.parser import Parser
from ninja.types import DictStrAny
from pydantic_core import from_json


class StrictJson(Parser):
    """JSON as RFC 8259 has it: UTF-8 without lone surrogates, no NaN, no depth without end."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        return cast("DictStrAny", from_json(request.body, allow_inf_nan=False, cache_strings=False))
