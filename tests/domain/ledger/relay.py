"""Stands between a writer and PostgreSQL, and breaks the connection where a test wants it."""

import select
import socket
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self
from urllib.parse import quote, unquote, urlsplit, urlunsplit

PORT_FILE = ".s.PGSQL.5432"
COMMITTED = b"COMMIT\0"  # the server's word that a commit is done


class Relay:
    """Passes everything on, until the answer to a commit, which it swallows with the connection.

    Only the first `cuts` connections are cut; with `closes`, later ones are not let in.
    """

    def __init__(self, url: str, folder: Path, *, cuts: int = 1, closes: bool = False) -> None:
        parts = urlsplit(url)
        self._server = str(Path(_host(url)) / PORT_FILE)
        place = f"{parts.username or ''}@{quote(str(folder), safe='')}"
        self.url = urlunsplit(parts._replace(netloc=place))
        self._cuts, self._closes = cuts, closes
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(folder / PORT_FILE))
        self._door.listen()
        self._thread = Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._thread.join(10)

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            if self._cuts == 0 and self._closes:
                client.close()
                continue
            with client, socket.socket(socket.AF_UNIX) as server:
                server.connect(self._server)
                self._pass_on(client, server)

    def _pass_on(self, client: socket.socket, server: socket.socket) -> None:
        other = {client: server, server: client}
        while True:
            for source in select.select(list(other), [], [])[0]:
                data = source.recv(65536)
                if not data:
                    return
                if source is server and self._cuts and COMMITTED in data:
                    self._cuts -= 1
                    return
                other[source].sendall(data)


def _host(url: str) -> str:
    return unquote(urlsplit(url).netloc.rpartition("@")[2])
