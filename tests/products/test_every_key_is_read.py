"""A key of a product file that no code reads is a promise nobody keeps: it is refused here.

A key counts as read when its attribute is taken outside `yika.products`, in a module that
imports from there, or inside `yika.products` by something that is itself used from outside.
What only checks, compares or describes a product reads nothing.
"""

import ast
from functools import cache

import pytest

from tests.products.test_schema import tables
from tests.sources import SOURCE, modules, tree_of

PRODUCTS = SOURCE / "products"


def knows_products(tree):
    return any(
        isinstance(node, ast.ImportFrom) and (node.module or "").startswith("yika.products")
        for node in ast.walk(tree)
    )


def taken(tree):
    """Every attribute a tree reads, and every name it calls or imports from the products."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.attr
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id


def functions(tree):
    """Every function and property by name; validators are called by nobody, so they are dead."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node.name, {name for statement in node.body for name in taken(statement)}


def read_names(outside, inside):
    """What is read outside, and what is read inside on its behalf."""
    alive = {name for tree in outside if knows_products(tree) for name in taken(tree)}
    bodies = [pair for tree in inside for pair in functions(tree)]
    while (
        more := {name for function, names in bodies if function in alive for name in names} - alive
    ):
        alive |= more
    return alive


@cache
def read_anywhere():
    outside = (path for path in modules(SOURCE) if PRODUCTS not in path.parents)
    return read_names(map(tree_of, outside), list(map(tree_of, modules(PRODUCTS))))


ATTRIBUTES = [
    (path, name) for path, table in tables() for name in table.model_fields if name != "code"
]


@pytest.mark.parametrize(("path", "attribute"), ATTRIBUTES)
def test_a_key_is_read_by_code(path, attribute):
    assert attribute in read_anywhere(), f"nothing reads {attribute} of [{path}]"


PRODUCT = """
class Purse:
    floor_max: int
    checked: int
    described: int
    unread: int

    def _check(self):
        return self.checked

    @property
    def floor(self):
        return lowest(self.floor_max)

def lowest(number):
    return number
"""
READER = "from yika.products.product import Purse\ndef show(purse): print(purse.floor)"
STRANGER = "def paint(canvas): print(canvas.unread)"


@pytest.mark.parametrize(
    ("attribute", "read"),
    [("floor_max", True), ("checked", False), ("described", False), ("unread", False)],
)
def test_this_test_finds_a_key_that_nothing_reads(attribute, read):
    names = read_names([ast.parse(READER), ast.parse(STRANGER)], [ast.parse(PRODUCT)])

    assert (attribute in names) is read
