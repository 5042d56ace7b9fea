"""How cards are given that are to be taken over: as a query, for they may be a million."""

from typing import Any, NamedTuple


class Source(NamedTuple):
    """A query over the giver's own tables, and its parameters.

    Its columns: `card`, the id it will have; `number`; `state`, one of `MAY_ARRIVE_AS`; `outlet`,
    `holder` and `valid_until` or null; `piece`, its place in the batch.
    """

    sql: str
    parameters: tuple[Any, ...]
