"""A copy of one's own data: sections of labels and rows, for programs and for people."""

import html
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from yika.kit.errors import Conflict, NotFound, gettext_noop

KEPT_FOR: Final = timedelta(days=7)
PER_DAY: Final = 3

Row = Mapping[str, object]
Translate = Callable[[str], str]


class Form(StrEnum):
    """How a copy can be had."""

    DATA = "data"
    PAGE = "page"


class UnknownCopy(NotFound):
    """Also for who may not have it."""

    code = "copy.unknown"
    wording = gettext_noop("There is no such copy of your data.")


class CopyNotReady(Conflict):
    code = "copy.not_ready"
    wording = gettext_noop("The copy is being made. It is here in a moment.")


class CopyIsOver(Conflict):
    code = "copy.is_over"
    wording = gettext_noop("The time of this copy is over. Ask for a new one.")


class CopyRequestReused(Conflict):
    code = "copy.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


@dataclass(frozen=True, slots=True)
class Section:
    """What one noun keeps about a holder. `labels` name the columns of the rows, for people."""

    code: str
    title: str
    labels: Mapping[str, str]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """A copy of one's data, without what is in it."""

    id: str
    holder: str
    language: str
    asked_at: datetime
    made_at: datetime | None
    expires_at: datetime | None
    downloads: int

    def is_ready(self, now: datetime) -> bool:
        return self.made_at is not None and self.expires_at is not None and now < self.expires_at


def as_data(sections: Iterable[Section], *, holder: str, made_at: datetime) -> str:
    """All sections for programs, in a form that does not change with the language."""
    told = {
        "holder": holder,
        "made_at": made_at.isoformat(),
        "sections": {one.code: [_plain(row) for row in one.rows] for one in sections},
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_page(
    sections: Iterable[Section], *, title: str, language: str, made_at: datetime, words: Translate
) -> str:
    """All sections as one page for people, that needs nothing from anywhere."""
    parts = [_part(one, words) for one in sections]
    head = f'<head><meta charset="utf-8"><title>{_text(words(title))}</title></head>'
    body = f"<h1>{_text(words(title))}</h1><p>{_text(made_at)}</p>{''.join(parts)}"
    return f'<!doctype html><html lang="{_text(language)}">{head}<body>{body}</body></html>'


def _part(section: Section, words: Translate) -> str:
    heads = "".join(f"<th>{_text(words(label))}</th>" for label in section.labels.values())
    lines = "".join(
        "<tr>" + "".join(f"<td>{_text(row.get(key))}</td>" for key in section.labels) + "</tr>"
        for row in section.rows
    )
    table = f'<table border="1"><tr>{heads}</tr>{lines}</table>' if section.rows else "<p>–</p>"
    return f"<h2>{_text(words(section.title))}</h2>{table}"


def _plain(row: Row) -> dict[str, object]:
    return {name: _simple(value) for name, value in row.items()}


def _simple(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | bool):
        return str(value) if isinstance(value, StrEnum) else value
    return str(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    shown = value.isoformat(sep=" ", timespec="seconds") if isinstance(value, datetime) else value
    return html.escape(str(shown))
