"""The countries that machine-readable zones name, which are not quite those of other lists."""

import tomllib
from functools import cache
from importlib import resources


@cache
def _lists() -> dict[str, dict[str, str]]:
    text = resources.files(__package__).joinpath("countries.toml").read_text("utf-8")
    read = tomllib.loads(text)
    return {
        "known": {code: code for code in f"{read['countries']} {read['others']}".split()},
        "same": dict(read["same"]),
        "specimens": {code: code for code in read["specimens"].split()},
    }


def country_of(code: str) -> str:
    """The code that stands for this country everywhere: zones write D for Germany."""
    plain = code.strip().upper()
    return _lists()["same"].get(plain, plain)


def is_known_country(code: str) -> bool:
    """Whether there is such a country; a new one is odd, not impossible."""
    return country_of(code) in _lists()["known"]


def is_specimen_country(code: str) -> bool:
    """Whether only specimens name it."""
    return country_of(code) in _lists()["specimens"]
