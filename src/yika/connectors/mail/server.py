"""Where the mail server is and how it is spoken to: what `EMAIL_URL` says."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from yika.kit.errors import gettext_noop

PORTS = {"smtp": 587, "smtps": 465}
HERE = ("localhost", "127.0.0.1", "::1")
OPTIONS = {"tls", "ca"}
SENDER = re.compile(r"[^<>\r\n@]*<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """`tls` is "from-the-start", "starttls" or "off"; `ca` a file with who signed its certificate.

    Without a user there is no sign-in.
    """

    host: str
    port: int
    tls: str
    user: str = ""
    password: str = field(default="", repr=False)
    ca: Path | None = None


def mail_server(url: str) -> MailServer:
    """What a URL says: smtp:// begins with STARTTLS, smtps:// with TLS. ValueError if it is none.

    Only a server on this machine may be spoken to in plain, with `?tls=off`.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(gettext_noop("must be smtp://USER:PASSWORD@HOST:PORT or smtps://…"))
    if not options.keys() <= OPTIONS or options.get("tls", "off") != "off" or parts.path.strip("/"):
        raise ValueError(gettext_noop("knows the options ?tls=off and ?ca=FILE only"))
    if "tls" in options and parts.hostname not in HERE:
        raise ValueError(gettext_noop("may have ?tls=off for a server on this machine only"))
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user + password).isascii():
        raise ValueError(gettext_noop("may have a user and a password of ASCII letters only"))
    tls = "from-the-start" if parts.scheme == "smtps" else options.get("tls", "starttls")
    return MailServer(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        tls=tls,
        user=user,
        password=password,
        ca=Path(options["ca"]) if "ca" in options else None,
    )


def check_mail_url(url: str) -> None:
    """ValueError if something is said of a mail server, and cannot be right."""
    if url:
        mail_server(url)


def check_sender(sender: str) -> None:
    """ValueError if this is somebody, but nobody that an e-mail can come from."""
    if sender and not SENDER.fullmatch(sender):
        raise ValueError(gettext_noop("must be like Yika <cards@example.com>"))
