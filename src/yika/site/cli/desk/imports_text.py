"""How the command line shows an import."""

from collections.abc import Sequence

from django.utils.translation import gettext
from rich.table import Table

from yika.domain.cards.queries import edition
from yika.domain.imports import queries
from yika.domain.imports.rules.states import STATE_WORDS
from yika.domain.imports.rules.totals import Totals
from yika.domain.imports.rules.views import ImportView
from yika.kit.errors import gettext_noop
from yika.site.cli import frame, troubles

LINES_SHOWN = 10


def data(view: ImportView) -> dict[str, object]:
    """An import as data; sums in the smallest coin."""
    left = view.progress.left
    return {
        "id": view.id,
        "issuer": view.order.issuer,
        "product": view.order.product,
        "edition": view.edition,
        "mode": view.order.mode.value,
        "dry_run": view.order.dry_run,
        "file": view.name,
        "size": view.size,
        "encoding": view.encoding,
        "state": view.state.value,
        "found": view.found.as_facts(),
        "good": view.good.as_facts(),
        "refused": view.refused,
        "applied": view.applied,
        "done": view.progress.done,
        "total": view.progress.total,
        "per_second": view.progress.per_second,
        "seconds_left": left and int(left.total_seconds()),
        "batch": view.batch,
        "received_at": view.received_at,
        "approved_by": view.approved_by,
        "ended_at": view.ended_at,
        "trouble": view.trouble and view.trouble.code,
    }


def told(view: ImportView) -> str:
    """An import for people: what was found, then the first refused lines."""
    facts = {
        gettext("Import"): f"{view.id}  {gettext(STATE_WORDS[view.state])}",
        gettext("File"): f"{view.name}, {view.encoding}",
        gettext("Found"): _totals(view, view.found),
        gettext("Good"): _totals(view, view.good),
        gettext("Refused lines"): view.refused,
        gettext("Taken over"): view.applied,
    }
    lines = [f"{name}: {fact}" for name, fact in facts.items()]
    if view.trouble:
        lines.append(troubles.worded(view.trouble))
    return "\n".join([*lines, *_refused(view)])


def table(found: Sequence[ImportView]) -> Table:
    """Imports, a line each."""
    headings = [
        gettext_noop("Received"),
        gettext_noop("Import"),
        gettext_noop("Issuer"),
        gettext_noop("Product"),
        gettext_noop("State"),
        gettext_noop("Cards"),
        gettext_noop("Refused"),
    ]
    rows = [
        [
            f"{one.received_at:%Y-%m-%d %H:%M}",
            one.id,
            one.order.issuer,
            one.order.product,
            gettext("Dry run") if one.order.dry_run else gettext(STATE_WORDS[one.state]),
            one.applied or one.good.count,
            one.refused,
        ]
        for one in found
    ]
    return frame.table(headings, rows)


def _totals(view: ImportView, totals: Totals) -> str:
    product = edition(view.order.issuer, view.order.product, view.edition).product
    return totals.told(product)


def _refused(view: ImportView) -> list[str]:
    first = queries.refused_lines(view.id, frame.OPERATOR, limit=LINES_SHOWN)
    words = gettext_noop("Line {line}, {column}: {reason}")
    return [
        frame.worded(
            words,
            line=one.line,
            column=one.column or "–",
            reason=queries.worded(one),
        )
        for one in first
    ]
