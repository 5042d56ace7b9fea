"""Log lines to stderr: for people or as JSON, with personal numbers masked."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

# Long runs of digits are card, phone or document numbers. Ids of ours have letters and stay.
NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{2})[\d -]{5,}[\dXx](?![0-9A-Za-z])")
SECRET_KEYS = frozenset({"password", "pin", "secret", "token", "code", "authorization", "cookie"})
MASK = "•••"
TALKATIVE = ("django.template", "django.db.backends")
"""At the level debug they write down what is on a page and what is looked up: names of people."""
PLAIN_KEYS = frozenset({"timestamp", "request_id"})


def set_up(*, form: str, level: str) -> None:
    """Send every log line of the process, Django's and gunicorn's too, through one formatter."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        mask,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _look(form)],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.INFO)


def mask(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Hide secrets by their name, and numbers of persons and cards wherever they stand."""
    return {
        key: value if key in PLAIN_KEYS or key.startswith("_") else _masked(key, value)
        for key, value in event.items()
    }


def _masked(key: str, value: object) -> object:
    if key.lower() in SECRET_KEYS:
        return MASK
    if isinstance(value, str):
        return NUMBER.sub(rf"\1{MASK}", value)
    if isinstance(value, Mapping):
        return {inner: _masked(str(inner), part) for inner, part in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(key, part) for part in value]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**10:
        return MASK
    return value


def _look(form: str) -> structlog.types.Processor:
    if form == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
