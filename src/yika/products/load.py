"""Reads product files. One that is wrong in any way is refused with all its mistakes."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from yika.kit.errors import Fault, Invalid
from yika.products.faults import faults_of
from yika.products.product import CardProduct
from yika.products.tables.values import NAME_FORM

CATALOG = Path(__file__).parent / "catalog"
CODE_MAX = 40
SIZE_MAX = 100_000


@cache
def catalogue() -> Mapping[str, CardProduct]:
    """The products that ship with Yika, by code."""
    return MappingProxyType({product.code: product for product in load_all([CATALOG])})


def load_all(paths: Iterable[Path]) -> list[CardProduct]:
    """The products of these files, and of every `*.toml` file in these folders.

    Raises `Invalid` with every fault of every file.
    """
    products: dict[str, CardProduct] = {}
    faults: list[Fault] = []
    first: dict[str, Path] = {}
    for path in _files(paths):
        if first.setdefault(path.stem, path) != path:
            faults.append(Fault(str(path), "", f"this product is in {first[path.stem]} too"))
            continue
        try:
            products[path.stem] = load(path)
        except Invalid as error:
            faults += error.faults
    if faults:
        raise Invalid(faults)
    return list(products.values())


def load(path: Path) -> CardProduct:
    """The product of one file. Raises `Invalid` with every fault in it."""
    written = _parse(path)
    faults = list(_about_the_name(path, written))
    try:
        product = CardProduct.model_validate({**written, "code": path.stem})
    except ValidationError as error:
        faults += faults_of(error, where=str(path), written=written)
    if faults:
        raise Invalid(faults)
    return product


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        yield from sorted(path.glob("*.toml")) or [path]


def _about_the_name(path: Path, written: Mapping[str, Any]) -> Iterator[Fault]:
    if (
        path.suffix != ".toml"
        or not re.fullmatch(NAME_FORM, path.stem)
        or len(path.stem) > CODE_MAX
    ):
        expected = f"a name such as transit-adult.toml, with {CODE_MAX} characters at most"
        yield Fault(str(path), "", f"expected {expected}: it is the code of the product")
    if "code" in written:
        yield Fault(str(path), "code", "no such key; the name of the file is the code")


def _parse(path: Path) -> dict[str, Any]:
    text = _read(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(path, str(error)) from error
    except RecursionError as error:
        raise _invalid(path, "expected TOML that is not nested so deeply") from error
    except ValueError as error:  # the one thing tomllib leaves to Python
        raise _invalid(path, "expected no number with thousands of digits") from error


def _no_toml(path: Path, said: str) -> Invalid:
    """`file:line:column`, as editors and terminals understand it."""
    at = re.fullmatch(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", said, re.DOTALL)
    reason = at[1] if at else said
    place = f":{at[2]}:{at[3]}" if at and at[2] else ""
    return _invalid(f"{path}{place}", f"expected TOML: {reason}")


def _read(path: Path) -> str:
    if path.is_dir():
        raise _invalid(path, "expected product files, *.toml, in this folder")
    if path.exists() and not path.is_file():  # reading a pipe would wait for ever
        raise _invalid(path, "cannot be read: it is no file")
    try:
        with path.open("rb") as file:
            content = file.read(SIZE_MAX + 1)
    except OSError as error:
        raise _invalid(path, f"cannot be read: {error.strerror}") from error
    if len(content) > SIZE_MAX:
        raise _invalid(path, f"expected {SIZE_MAX:,} bytes at most")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _invalid(path, "expected UTF-8 text") from error


def _invalid(where: Path | str, expected: str) -> Invalid:
    return Invalid([Fault(str(where), "", expected)])
