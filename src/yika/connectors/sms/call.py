"""One call of a provider's HTTP interface, and what can be said of its outcome."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from yika.kit.errors import Unavailable, Unknown, gettext_noop

HERE = ("localhost", "127.0.0.1", "::1")
TIMEOUT = 10.0  # seconds, for each step
ANSWER_MAX = 64 * 1024
SERVER_FAULT = 500
OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A POST request that is ready to go."""

    url: str
    headers: Mapping[str, str]
    body: bytes


def check_endpoint(endpoint: str) -> None:
    """ValueError if what we send could be read on its way to another machine."""
    at = urlsplit(endpoint or "https:")
    if at.scheme != "https" and at.hostname not in HERE:
        raise ValueError(gettext_noop("must begin with https://"))


def host_of(endpoint: str) -> str:
    """What stands in the Host header, and under the signature."""
    return urlsplit(endpoint).netloc


def answer(call: Call, *, reference: str, timeout: float = TIMEOUT) -> Mapping[str, object]:
    """What the provider says to it, as JSON.

    Until the connection stands nothing has left. From then on until a whole answer is there,
    nobody can say whether the call was acted on.
    """
    at = urlsplit(call.url)
    kind = HTTPSConnection if at.scheme == "https" else HTTPConnection
    connection = kind(at.hostname or "", at.port, timeout=timeout)
    try:
        connection.connect()
    except OSError as error:
        raise Unavailable(f"{at.netloc} cannot be reached: {error}") from error
    try:
        target = f"{at.path or '/'}?{at.query}" if at.query else at.path or "/"
        connection.request("POST", target, call.body, dict(call.headers))
        response = connection.getresponse()
        content = response.read(ANSWER_MAX)
    except (OSError, HTTPException) as error:
        raise Unknown(
            f"{at.netloc} did not answer: {type(error).__name__}", reference=reference
        ) from error
    finally:
        connection.close()
    return _said(at.netloc, response.status, content, reference)


def _said(host: str, status: int, content: bytes, reference: str) -> Mapping[str, object]:
    try:
        said = json.loads(content)
    except ValueError:
        said = None
    if isinstance(said, dict):
        return said
    words = f"{host} answers {status} without saying why"
    if status == OK or status >= SERVER_FAULT:
        raise Unknown(words, reference=reference)
    raise Unavailable(words)
