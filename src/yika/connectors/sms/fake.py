"""A provider of short messages on this machine, for tests and demonstrations.

It speaks the interfaces of both providers over HTTP, checks the signatures, keeps what it took,
and fails in the ways that real ones fail.
"""

import json
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from yika.connectors.sms import aliyun, tencent

BODY_MAX = 64 * 1024
GONE = "<html>502 Bad Gateway</html>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A short message as the provider would send it."""

    to: str
    signature: str
    form: str
    values: tuple[str, ...]
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """How one request is treated: taken or not, answered or not, and with what."""

    take: bool = True
    code: str = ""
    status: int = 200
    text: str = ""
    silent: bool = False  # the line is cut without an answer
    hang: bool = False  # no answer, for as long as the provider is there


def refusing(code: str) -> Mood:
    return Mood(take=False, code=code)


CUT_AFTER_TAKING = Mood(silent=True)
CUT_BEFORE_TAKING = Mood(take=False, silent=True)
HANGING = Mood(hang=True)
BROKEN = Mood(take=False, status=502, text=GONE)


@dataclass(slots=True, kw_only=True)
class FakeProvider:
    """Used as a context; `url` is the endpoint. `moods` are for the next requests, in order."""

    key_id: str = "key"
    key_secret: str = "secret"  # noqa: S105  it opens nothing
    moods: deque[Mood] = field(default_factory=deque)
    taken: list[Taken] = field(default_factory=list)
    _gone: threading.Event = field(default_factory=threading.Event)
    _server: ThreadingHTTPServer = field(init=False)

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = False  # they are waited for, so that no socket is left over
        threading.Thread(target=self._server.serve_forever, args=(0.05,)).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._gone.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def treat(self, request: "Request") -> Mood:
        """Check the request, and do with it what the next mood says."""
        mood = self.moods.popleft() if self.moods else Mood()
        interface = ALIYUN if request.authorization.startswith(aliyun.ALGORITHM) else TENCENT
        if interface.signed(request, self) != request.authorization:
            return Mood(take=False, text=interface.says(interface.wrong_signature))
        if mood.take:
            self.taken.append(interface.message(request))
        if mood.hang:
            self._gone.wait()
        text = mood.text or interface.says(mood.code or interface.well)
        return replace(mood, text=text, silent=mood.silent or mood.hang)


@dataclass(frozen=True, slots=True)
class Request:
    """What came over the line."""

    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes

    @property
    def authorization(self) -> str:
        return self.headers["authorization"]


class _Aliyun:
    well = "OK"
    wrong_signature = "SignatureDoesNotMatch"

    def signed(self, request: Request, provider: FakeProvider) -> str:
        names = {"host", *(name for name in request.headers if name.startswith("x-acs-"))}
        return aliyun.authorization(
            query=request.query,
            headers={name: request.headers[name] for name in names},
            key_id=provider.key_id,
            key_secret=provider.key_secret,
        )

    def message(self, request: Request) -> Taken:
        values = json.loads(request.query.get("TemplateParam", "{}"))
        return Taken(
            to=request.query["PhoneNumbers"],
            signature=request.query["SignName"],
            form=request.query["TemplateCode"],
            values=tuple(values.values()),
            reference=request.query["OutId"],
        )

    def says(self, code: str) -> str:
        return json.dumps({"Code": code, "Message": "fake", "RequestId": "fake"})


class _Tencent:
    well = "Ok"
    wrong_signature = "AuthFailure.SignatureFailure"

    def signed(self, request: Request, provider: FakeProvider) -> str:
        return tencent.authorization(
            body=request.body,
            host=request.headers["host"],
            service=tencent.SERVICE,
            moment=int(request.headers["x-tc-timestamp"]),
            key_id=provider.key_id,
            key_secret=provider.key_secret,
        )

    def message(self, request: Request) -> Taken:
        asked: dict[str, Any] = json.loads(request.body)
        return Taken(
            to=asked["PhoneNumberSet"][0],
            signature=asked["SignName"],
            form=asked["TemplateId"],
            values=tuple(asked["TemplateParamSet"]),
            reference=asked["SessionContext"],
        )

    def says(self, code: str) -> str:
        """Trouble with the account or the call stands apart from trouble with the number."""
        told = {"Code": code, "Message": "fake"}
        whole = code.startswith(("AuthFailure", "InternalError", "RequestLimitExceeded"))
        response = {"Error": told} if whole else {"SendStatusSet": [told]}
        return json.dumps({"Response": response | {"RequestId": "fake"}})


ALIYUN, TENCENT = _Aliyun(), _Tencent()


def _handler(provider: FakeProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = min(int(self.headers.get("Content-Length", 0)), BODY_MAX)
            request = Request(
                headers={name.lower(): value for name, value in self.headers.items()},
                query=dict(parse_qsl(urlsplit(self.path).query)),
                body=self.rfile.read(length),
            )
            mood = provider.treat(request)
            if mood.silent:
                self.close_connection = True
                return
            content = mood.text.encode()
            self.send_response(mood.status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing: numbers and codes stand in the path."""

    return Handler
