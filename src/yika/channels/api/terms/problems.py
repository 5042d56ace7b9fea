"""Turns every trouble into a problem document (RFC 9457), in the reader's language."""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db.utils import InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja.errors import HttpError, ValidationError

from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.refusals import (
    ApiRefusal,
    Busy,
    Failed,
    NoSuchAddress,
    NotJson,
    NotWell,
    OutcomeUnknown,
)
from yika.channels.common import refusals
from yika.kit.actor import NotAllowed
from yika.kit.errors import Invalid, Refusal, Unavailable, Unknown, gettext_noop

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
BUSY_SECONDS = 30

TITLES = {
    400: gettext_noop("The request cannot be understood"),
    401: gettext_noop("A key is needed"),
    403: gettext_noop("Not allowed"),
    404: gettext_noop("Not found"),
    405: gettext_noop("Wrong method"),
    409: gettext_noop("Somebody was there before"),
    413: gettext_noop("Too large"),
    415: gettext_noop("Wrong media type"),
    422: gettext_noop("Refused"),
    429: gettext_noop("Too often"),
    500: gettext_noop("Broken on our side"),
    503: gettext_noop("Busy"),
}

# What a schema says of a field: our code, which never changes, and the words.
FAULTS = {
    "missing": ("missing", gettext_noop("This is needed.")),
    "extra_forbidden": ("unknown", gettext_noop("There is no such field. Leave it out.")),
    "string_type": ("not_text", gettext_noop("A text is expected.")),
    "string_too_long": ("too_long", gettext_noop("At most {max_length} characters.")),
    "string_too_short": ("too_short", gettext_noop("At least {min_length} characters.")),
    "too_long": ("too_long", gettext_noop("At most {max_length}.")),
    "too_short": ("too_short", gettext_noop("At least {min_length}.")),
    "int_type": ("not_number", gettext_noop("A whole number is expected.")),
    "int_parsing": ("not_number", gettext_noop("A whole number is expected.")),
    "greater_than_equal": ("too_small", gettext_noop("At least {ge}.")),
    "less_than_equal": ("too_large", gettext_noop("At most {le}.")),
    "bool_type": ("not_true_or_false", gettext_noop("True or false is expected.")),
    "literal_error": ("not_one_of", gettext_noop("One of these is expected: {expected}.")),
}
OTHERWISE = ("not_well", gettext_noop("This is not written as it should be."))

# What comes from the framework and from partners. HttpError: the body could not be read. Of a
# database that went away nobody knows what it kept.
OF_OTHERS: Mapping[type[Exception], type[ApiRefusal]] = {
    Http404: NoSuchAddress,
    HttpError: NotJson,
    InterfaceError: OutcomeUnknown,
    OperationalError: OutcomeUnknown,
    Unavailable: Busy,
    Unknown: OutcomeUnknown,
}


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one field of the body (`pointer`) or of the address (`parameter`)."""

    code: str
    detail: str
    pointer: str = ""
    parameter: str = ""


class FieldsNotWell(Exception):
    """Some fields were not as they should be, and where."""

    def __init__(self, faults: Iterable[FieldFault]) -> None:
        super().__init__()
        self.faults = tuple(faults)


def of(request: ApiRequest, trouble: Exception) -> HttpResponse:
    """The problem document for whatever was raised. What nobody foresaw is logged as a bug."""
    refusal, faults = _understood(trouble)
    if isinstance(refusal, Failed):
        log.error("%s %s", refusal.code, request.trace, exc_info=trouble)
    elif isinstance(refusal, Busy | OutcomeUnknown):
        log.warning("%s %s", refusal.code, request.trace, exc_info=trouble)
    return _problem(request, refusal, faults)


def status(kind: type[Refusal]) -> int:
    """The HTTP status that says the same as a kind of refusal."""
    if issubclass(kind, ApiRefusal):
        return kind.status
    return next(
        (code for known, code in refusals.STATUS.items() if issubclass(kind, known)),
        refusals.REFUSED,
    )


def field_faults(invalid: Invalid, *, under: str = "") -> Iterator[FieldFault]:
    """The faults that the business found, with pointers into the body or `under` a member."""
    for fault in invalid.faults:
        name = fault.key or fault.where
        yield FieldFault("not_well", _(fault.expected), pointer=pointer(under, name))


def pointer(*names: object) -> str:
    """A JSON pointer (RFC 6901) as the fragment of a URI, such as "#/given/phone"."""
    escaped = (str(name).replace("~", "~0").replace("/", "~1") for name in names if name != "")
    return "#" + "".join(f"/{name}" for name in escaped)


def _understood(trouble: Exception) -> tuple[Refusal, Iterable[FieldFault]]:
    match trouble:
        case Refusal():
            return trouble, ()
        case ValidationError() if any(error["loc"][0] == "path" for error in trouble.errors):
            return NoSuchAddress(), ()
        case ValidationError():
            return NotWell(), map(_schema_fault, trouble.errors)
        case FieldsNotWell():
            return NotWell(), trouble.faults
        case Invalid():
            return NotWell(), field_faults(trouble)
    ours = next((ours for theirs, ours in OF_OTHERS.items() if isinstance(trouble, theirs)), Failed)
    return ours(), ()


def _schema_fault(error: Mapping[str, Any]) -> FieldFault:
    code, words = FAULTS.get(error["type"], OTHERWISE)
    detail = _(words).format_map(error.get("ctx", {}))
    source, *names = error["loc"]
    if source == "body":
        return FieldFault(code, detail, pointer=pointer(*names[1:]))
    return FieldFault(code, detail, parameter=str(names[-1]))


def _problem(
    request: ApiRequest, refusal: Refusal, faults: Iterable[FieldFault] = ()
) -> HttpResponse:
    code = status(type(refusal))
    told: dict[str, object] = {
        "type": f"{settings.CONFIG.base_url}{reverse('api:problems')}#{refusal.code}",
        "title": _(TITLES.get(code, HTTPStatus(code).phrase)),
        "status": code,
        "detail": " ".join(refusals.told(refusal)),
        "instance": request.path,
        "code": refusal.code,
        "request_id": request.trace,
    }
    if refusal.facts:
        told["facts"] = {name: _plain(fact) for name, fact in refusal.facts.items()}
    if errors := [_without_empty(fault) for fault in faults]:
        told["errors"] = errors
    response = HttpResponse(json.dumps(told, ensure_ascii=False), MEDIA_TYPE, code)
    for name, value in _headers(refusal, code):
        response.headers[name] = value
    return response


def _headers(refusal: Refusal, code: int) -> Iterator[tuple[str, str]]:
    if code == HTTPStatus.UNAUTHORIZED:
        yield "WWW-Authenticate", 'Bearer realm="yika"'
    if isinstance(refusal, NotAllowed):
        scope = refusal.facts["right"]
        yield (
            "WWW-Authenticate",
            f'Bearer realm="yika", error="insufficient_scope", scope="{scope}"',
        )
    if code == HTTPStatus.TOO_MANY_REQUESTS:
        yield "Retry-After", str(refusal.facts.get("wait_seconds", BUSY_SECONDS))
    if code == HTTPStatus.SERVICE_UNAVAILABLE:
        yield "Retry-After", str(BUSY_SECONDS)


def _plain(fact: object) -> object:
    return fact if isinstance(fact, bool | int) or fact is None else str(fact)


def _without_empty(fault: FieldFault) -> dict[str, str]:
    return {name: value for name, value in asdict(fault).items() if value}
