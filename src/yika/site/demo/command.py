"""`yika demo`: everything set up, filled and served with one command."""

import os
import subprocess
import sys
from typing import Annotated

import typer
from django.utils.translation import gettext

from yika.connectors.ocr.rapid import is_installed
from yika.kit.errors import gettext_noop
from yika.site.cli import frame, install, serve
from yika.site.demo import cast, seed

app = typer.Typer()

LOOPBACK = "127.0.0.1"


@app.command("demo", help=gettext_noop("Fill the database with fictional issuers and serve it."))
def demo(
    host: serve.Host = LOOPBACK,
    port: serve.Port = 8000,
    only_fill: Annotated[
        bool, typer.Option("--only-fill", help=gettext_noop("Do not serve afterwards."))
    ] = False,
) -> None:
    seed.check_allowed()
    address = serve.Address(host=host, port=port)
    if not only_fill:
        serve.check_free(address)
    install.set_up()
    with frame.progress(gettext_noop("Filling the demo"), seed.total()) as report:
        seed.seed(now=frame.now(), progress=report)
    _tell(address)
    if not only_fill:
        _serve_with_worker(address)


FACES = (
    (
        "/demo",
        gettext_noop("Desk of the demo: every login, code and card to try, and the messages"),
    ),
    ("/sign-in", gettext_noop("Holders: sign in with any mobile number; the code is on the desk")),
    ("/counter", gettext_noop("Counter: transit.teller and the like")),
    ("/console", gettext_noop("Console: transit.operator, transit.supervisor, transit.auditor")),
    (
        "/review",
        gettext_noop("Review desk: transit.reviewer; spruce.reviewer has faces to compare"),
    ),
    ("/kiosk", gettext_noop("Kiosk: choose one on the desk first")),
    ("/api/docs", gettext_noop("API and its documentation")),
)


def _tell(address: serve.Address) -> None:
    """Where every face is, and how to get in. Browsers keep no passkeys for a bare number."""
    here = f"localhost:{address.port}" if address.host == LOOPBACK else str(address)
    for path, what in FACES:
        frame.say("  http://{address}{path}  {what}", address=here, path=path, what=gettext(what))
    frame.say(gettext_noop("Password of all staff: {password}"), password=cast.PASSWORD)


def _serve_with_worker(address: serve.Address) -> None:
    """The worker is a process of its own, as on a real site, and ends with the server."""
    command = [sys.executable, "-c", "from yika.site.cli import main; main()", "worker"]
    reads = "if-installed" if is_installed() else "specimens"
    surroundings = {"YIKA_READER": reads, "YIKA_FACE": "simulator"} | os.environ
    worker = subprocess.Popen(command, env=surroundings)  # noqa: S603  it is ourselves
    try:
        serve.serve_at(address)
    finally:
        worker.terminate()
        worker.wait(timeout=30)
