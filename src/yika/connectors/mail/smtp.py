"""Hands e-mails to a mail server by SMTP."""

import smtplib
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from yika.connectors.mail.server import MailServer
from yika.domain.messages.provider import Email
from yika.kit.errors import Unavailable, Unknown

OK, GO_ON, FOR_GOOD = 250, 354, 500
ANSWERS = (OK, 251)  # 251: the mailbox is elsewhere, and the server forwards
SEVEN_BITS = policy.SMTP.clone(cte_type="7bit")  # so that any server takes it


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """One connection for each e-mail. `sender` is an address, with a name in front if wanted."""

    server: MailServer
    sender: str
    timeout: float = 20.0  # for each answer; a whole dialogue stays well within the lease
    clock: Callable[[], datetime] = _now

    def send(self, *, reference: str, payload: Mapping[str, object]) -> None:
        """Hand it over. Whatever goes wrong before the content is sent, nothing has left.

        From then on until the server's answer nobody can say; the same Message-ID goes again.
        """
        email = Email.read(payload)
        letter = self._letter(email, reference)
        with self._dialogue() as server:
            with _nothing_has_left():
                self._offer(server, email.to)
                _expect(server.docmd("DATA"), GO_ON, what="DATA")
            _hand_over(server, letter, reference)

    @property
    def _address(self) -> str:
        return parseaddr(self.sender)[1]

    @property
    def _domain(self) -> str:
        """How we call ourselves. Without it smtplib asks the name service for a name, and waits."""
        return self._address.rpartition("@")[2]

    def _letter(self, email: Email, reference: str) -> EmailMessage:
        letter = EmailMessage(policy=SEVEN_BITS)
        try:
            letter["From"] = self.sender
            letter["To"] = email.to
            letter["Subject"] = email.subject
        except ValueError as error:  # a line break would begin a header of somebody else's choice
            raise Unavailable("a header would hold a line break", permanent=True) from error
        letter["Date"] = format_datetime(self.clock())
        letter["Message-ID"] = f"<{reference}@{self._domain}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(email.text)
        letter["Content-Language"] = email.language
        return letter

    @contextmanager
    def _dialogue(self) -> Iterator[smtplib.SMTP]:
        with _nothing_has_left():
            server = self._connect()
        try:
            with _nothing_has_left():
                self._sign_in(server)
            yield server
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
        finally:
            server.close()

    def _connect(self) -> smtplib.SMTP:
        at = self.server
        if at.tls == "from-the-start":
            return smtplib.SMTP_SSL(
                at.host, at.port, self._domain, timeout=self.timeout, context=_trust(at)
            )
        return smtplib.SMTP(at.host, at.port, self._domain, timeout=self.timeout)

    def _sign_in(self, server: smtplib.SMTP) -> None:
        if self.server.tls == "starttls":
            server.starttls(context=_trust(self.server))
        server.ehlo_or_helo_if_needed()
        if self.server.user:
            server.login(self.server.user, self.server.password)

    def _offer(self, server: smtplib.SMTP, to: str) -> None:
        """Say from whom and to whom. Only a refused recipient is a refusal of this e-mail."""
        _expect(server.mail(self._address), *ANSWERS, what="MAIL FROM")
        _expect(server.rcpt(to), *ANSWERS, what="RCPT TO", may_be_for_good=True)


def _hand_over(server: smtplib.SMTP, letter: EmailMessage, reference: str) -> None:
    try:
        server.send(_dotted(letter))
        answer = server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        said = f"the mail server did not answer: {type(error).__name__}"
        raise Unknown(said, reference=reference) from error
    _expect(answer, OK, what="the content", may_be_for_good=True)


def _dotted(letter: EmailMessage) -> bytes:
    """The content as it goes over the line (RFC 5321, 4.5.2), with the end that closes it."""
    content = letter.as_bytes()
    content = (b"\r\n" + content).replace(b"\r\n.", b"\r\n..")[2:]
    return content.removesuffix(b"\r\n") + b"\r\n.\r\n"


def _expect(
    answer: tuple[int, bytes], *good: int, what: str, may_be_for_good: bool = False
) -> None:
    code, text = answer
    if code not in good:
        said = f"the mail server says {code} to {what}: {text.decode(errors='replace')}"
        raise Unavailable(said, permanent=may_be_for_good and code >= FOR_GOOD)


def _trust(server: MailServer) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=server.ca)


@contextmanager
def _nothing_has_left() -> Iterator[None]:
    """Whatever the mail server or the way to it does in here, it has taken nothing."""
    try:
        yield
    except (OSError, smtplib.SMTPException) as error:
        raise Unavailable(f"the mail server cannot be used: {error}") from error
