"""What runs for long: `yika serve` and `yika worker`."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from django.conf import settings
from django.core.management import call_command
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger as GunicornLogger

from yika.kit.errors import gettext_noop
from yika.site import logging
from yika.site.cli import frame

app = typer.Typer()

Host = Annotated[str, typer.Option(help=gettext_noop("The address to listen on."))]
Port = Annotated[int, typer.Option(min=1, max=65535, help=gettext_noop("The port to listen on."))]


@app.command("serve", help=gettext_noop("Serve the site."))
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    reload: Annotated[
        bool, typer.Option("--reload", help=gettext_noop("Start again when code changes."))
    ] = False,
) -> None:
    address = Address(host=host, port=port)
    check_free(address)
    serve_at(address, reload=reload)


@app.command("worker", help=gettext_noop("Seal, send and do due work, in the background."))
def work(
    once: Annotated[
        bool, typer.Option("--once", help=gettext_noop("Stop when nothing is due any more."))
    ] = False,
) -> None:
    from yika.site import worker

    _prepare()
    worker.run(once=once)


def serve_at(address: "Address", *, reload: bool = False) -> None:
    """Serve until told to stop; say the address once the port answers."""
    _prepare()
    call_command("collectstatic", interactive=False, verbosity=0)
    run_server(
        address,
        reload=reload,
        when_ready=lambda: frame.say(
            gettext_noop("Yika is at http://{address}/ (stop it with Ctrl+C)"), address=address
        ),
    )


def _prepare() -> None:
    logging.set_up(form=settings.CONFIG.log_format, level=settings.CONFIG.log_level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the server listens."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def check_free(address: Address) -> None:
    """Raises OSError when another program listens there, before anything is started."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((address.host, address.port))


def run_server(address: Address, *, reload: bool, when_ready: Callable[[], None]) -> None:
    """Serve until the process is told to stop. `when_ready` runs once the port answers."""
    options = {
        "bind": str(address),
        "workers": settings.CONFIG.web_processes,
        "threads": settings.CONFIG.web_threads,
        "worker_class": "gthread",
        "control_socket_disable": True,  # it would be opened in a home that a service may not have
        "reload": reload,
        "graceful_timeout": 20,
        "logger_class": _Log,
        "when_ready": lambda _arbiter: when_ready(),
    }
    _Server(options).run()


class _Log(GunicornLogger):  # type: ignore[misc]
    """Gunicorn's own lines go the way of all others."""

    def setup(self, _cfg: Any) -> None:
        self.error_log.setLevel("ERROR")  # it warns of every HEAD request
        for log in (self.error_log, self.access_log):
            log.handlers.clear()
            log.propagate = True


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        from yika.site.wsgi import application

        return application
