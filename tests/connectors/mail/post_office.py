"""A mail server on this machine that does as it is told: answers, refuses, cuts the line, hangs."""

import base64
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

CUT, HANG = "cut", "hang"


@dataclass
class PostOffice:
    """`says` replaces the answer to a command; `CONTENT` stands for the end of the content."""

    says: dict[str, str] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    tls_from_the_start: bool = False
    user: str = ""
    letters: list[bytes] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    port: int = 0
    closed: threading.Event = field(default_factory=threading.Event)

    def signed_in(self, words: str) -> bool:
        given = base64.b64decode(words.rpartition(" ")[2]).split(b"\0")
        return given[1:] == self.user.encode().split(b":")


class Clerk(socketserver.StreamRequestHandler):
    """Speaks the few words of SMTP that are needed here."""

    office: PostOffice

    def handle(self) -> None:
        self.secure = self.office.tls_from_the_start
        try:
            self.say("220 office")
            while line := self.rfile.readline():
                words = line.decode().strip()
                self.office.heard.append(words)
                if not self.serve(words):
                    return
        except (OSError, ssl.SSLError):
            return

    def serve(self, words: str) -> bool:
        verb = words.partition(" ")[0].upper()
        told = self.office.says.get(verb)
        if told in (CUT, HANG):
            return self.leave(told)
        self.say(told or self.answer(verb, words))
        if verb == "STARTTLS" and not told:
            self.wrap()
        if verb == "DATA" and not told:
            return self.take()
        return verb != "QUIT"

    def answer(self, verb: str, words: str) -> str:
        if verb == "EHLO":
            return "\r\n".join(self.abilities())
        if verb == "AUTH":
            return "235 welcome" if self.office.signed_in(words) else "535 wrong password"
        return {"DATA": "354 go on", "QUIT": "221 bye", "STARTTLS": "220 go on"}.get(verb, "250 ok")

    def abilities(self) -> Iterator[str]:
        yield "250-office"
        if self.office.tls and not self.secure:
            yield "250-STARTTLS"
        if self.office.user:
            yield "250-AUTH PLAIN"
        yield "250 8BITMIME"

    def take(self) -> bool:
        content = b""
        while not content.endswith(b"\r\n.\r\n"):
            line = self.rfile.readline()
            if not line:
                return False
            content += line
        told = self.office.says.get("CONTENT", "250 taken")
        if told.startswith("250") or told in (CUT, HANG):
            self.office.letters.append(content)
        if told in (CUT, HANG):
            return self.leave(told)
        self.say(told)
        return True

    def leave(self, told: str) -> bool:
        if told == HANG:
            self.office.closed.wait(10)
        return False

    def wrap(self) -> None:
        assert self.office.tls
        self.connection = self.office.tls.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb", 0)
        self.wfile = self.connection.makefile("wb", 0)
        self.secure = True

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")
        self.wfile.flush()


@contextmanager
def opened(office: PostOffice) -> Iterator[PostOffice]:
    """The server listens on a free port of this machine as long as the context lasts."""
    clerk = type("ThisClerk", (Clerk,), {"office": office})
    with TlsServer(("127.0.0.1", 0), clerk) as server:
        server.tls = office.tls if office.tls_from_the_start else None
        office.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield office
        finally:
            office.closed.set()
            server.shutdown()
            thread.join()


class TlsServer(socketserver.ThreadingTCPServer):
    daemon_threads = False
    tls: ssl.SSLContext | None = None

    def get_request(self) -> tuple[socket.socket, object]:
        line, address = super().get_request()
        if self.tls:
            line = self.tls.wrap_socket(line, server_side=True)
        return line, address

    def handle_error(self, *_: object) -> None:
        """A client that turns away during the handshake is what some tests are about."""
