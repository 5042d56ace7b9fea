"""Lines of text as rapidocr 3.10.0 found them on drawn documents of people who do not exist."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

from yika.domain.identity.rules.documents import Side
from yika.domain.identity.rules.reading.boxes import Box, Boxes, Point
from yika.domain.identity.rules.reading.read import Reading, read_side
from yika.products.documents import Document

TODAY = date(2026, 11, 21)

PEOPLE: Mapping[str, dict[str, str]] = {
    "huang": {
        "name": "黄国华",
        "number": "110105199005121017",
        "sex": "male",
        "born_on": "1990-05-12",
        "ethnic_group": "汉",
        "address": "江城市临江区国安路15号尔雅园3单元1501",
    },
    "wei": {
        "name": "韦小兰",
        "number": "450102198511030024",
        "sex": "female",
        "born_on": "1985-11-03",
        "ethnic_group": "壮",
        "address": "南山自治区青秀县民族大道88号黄岭村15",
    },
    "li": {
        "name": "李青山",
        "number": "110100198803079996",
        "sex": "male",
        "born_on": "1988-03-07",
        "ethnic_group": "汉",
        "address": "河镇市东湖区柳荫街一百零八号二单元三〇一室",
    },
    "adil": {
        "name": "阿迪力·买买提艾力",
        "number": "650102200102283415",
        "sex": "male",
        "born_on": "2001-02-28",
        "ethnic_group": "维吾尔",
        "address": "西城市天山区解放路2号院15栋2单元15",
    },
}


@cache
def _recorded() -> dict[str, list[list[Any]]]:
    text = Path(__file__).with_name("recorded.json").read_text(encoding="utf-8")
    return cast(dict[str, list[list[Any]]], json.loads(text))


def names(beginning: str = "") -> list[str]:
    return [name for name in _recorded() if name.startswith(beginning)]


def boxes(name: str) -> Boxes:
    return Boxes.of_rows(_recorded()[name], engine="rapidocr", version="3.10.0")


def printing(found: Boxes, mend: Callable[[str], str]) -> Boxes:
    """The same picture with something else printed in its lines."""
    return replace(found, found=tuple(replace(box, text=mend(box.text)) for box in found.found))


def read(name: str, found: Boxes | None = None) -> Reading:
    document, side, *_ = name.split(".")
    return read_side(cast(Document, document), Side(side), found or boxes(name), today=TODAY)


def line(text: str, left: float, top: float, *, width: float = 300, height: float = 40) -> Box:
    at = (left, top), (left + width, top), (left + width, top + height), (left, top + height)
    one, two, three, four = (Point(*point) for point in at)
    return Box(text, 0.99, (one, two, three, four))


def page(*lines: Box) -> Boxes:
    return Boxes(engine="drawn", version="1", found=lines)
