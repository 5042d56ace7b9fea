"""How the two sides of a confined process talk: a length, and so many bytes."""

import struct
from typing import IO, Final

LENGTH: Final = struct.Struct(">I")


def give(stream: IO[bytes], content: bytes) -> None:
    """Pass it on at once. OSError when the other side is gone."""
    stream.write(LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def take(stream: IO[bytes]) -> bytes:
    """The next message; EOFError when the other side is gone, also in the middle of it."""
    (length,) = LENGTH.unpack(_exactly(stream, LENGTH.size))
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content
