"""Traditional characters that a reader made of simplified ones, folded back."""

import tomllib
from functools import cache
from importlib import resources


@cache
def _table() -> dict[int, str]:
    text = resources.files(__package__).joinpath("folding.toml").read_text("utf-8")
    return {ord(pair[0]): pair[1] for pair in tomllib.loads(text)["pairs"].split()}


def fold_traditional(text: str) -> str:
    """The text in simplified characters, as far as there is no doubt.

    Only for what was read from a mainland document, and to compare: never for what is kept of
    a document of Hong Kong, Macau or Taiwan, whose holders write their names so.
    """
    return text.translate(_table())
