"""What `EMAIL_URL` says about the mail server."""

from pathlib import Path

import pytest

from yika.connectors.mail.server import MailServer, mail_server


@pytest.mark.parametrize(
    ("url", "server"),
    [
        (
            "smtp://me:p%40ss@mail.example:2525",
            MailServer(host="mail.example", port=2525, tls="starttls", user="me", password="p@ss"),
        ),
        ("smtp://mail.example", MailServer(host="mail.example", port=587, tls="starttls")),
        ("smtps://mail.example", MailServer(host="mail.example", port=465, tls="from-the-start")),
        ("smtp://localhost:25?tls=off", MailServer(host="localhost", port=25, tls="off")),
        (
            "smtps://[::1]?ca=/etc/ca.pem",
            MailServer(host="::1", port=465, tls="from-the-start", ca=Path("/etc/ca.pem")),
        ),
    ],
)
def test_a_url_says_where_the_server_is_and_how_to_speak_to_it(
    url: str, server: MailServer
) -> None:
    assert mail_server(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example:25",
        "http://mail.example",
        "smtp://",
        "smtp://mail.example:many",
        "smtp://mail.example?tls=off",
        "smtp://localhost?tls=on",
        "smtp://localhost?verify=no",
        "smtp://localhost/inbox",
        "smtp://me:%E5%AF%86@mail.example",
    ],
)
def test_a_url_that_is_none_or_would_show_what_we_send_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"must|knows|may|Port"):
        mail_server(url)


def test_the_password_is_not_shown_where_the_server_is() -> None:
    assert "hush" not in repr(mail_server("smtp://me:hush@mail.example"))
