"""Editors are told what the program accepts."""

import re

import pytest
from pydantic import ValidationError

from yika.products.load import CATALOG, catalogue
from yika.products.product import CardProduct
from yika.products.schema import schema
from yika.products.tables.table import inner_table


def tables(table=CardProduct, path=""):
    """Every table with the keys as they are written."""
    yield path, table
    for key, field in table.keys().items():
        if inner := inner_table(field.annotation):
            yield from tables(inner, f"{path}.{key}" if path else key)


def described(made, table):
    return made if table is CardProduct else made["$defs"][table.__name__]


@pytest.mark.parametrize(("path", "table"), list(tables()), ids=str)
def test_every_key_of_every_table_is_described(path, table):
    keys = described(schema(), table)["properties"]

    assert list(keys) == list(table.keys())
    assert all(key.get("description", "").endswith(".") for key in keys.values())


@pytest.mark.parametrize(("path", "table"), list(tables()), ids=str)
def test_every_example_of_the_schema_is_accepted(path, table):
    for key, field in described(schema(), table)["properties"].items():
        for example in field.get("examples", []):
            assert "pattern" not in field or re.search(field["pattern"], example), key
            errors = faults_at(table, key, example)
            assert not errors


def faults_at(table, key, example):
    try:
        table.model_validate({key: example})
    except ValidationError as error:
        return [each for each in error.errors() if each["loc"][:1] == (key,)]
    return []


def test_it_is_json_schema_of_2020_and_refuses_unknown_keys():
    made = schema()

    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["additionalProperties"] is False
    assert all(part["additionalProperties"] is False for part in made["$defs"].values())


def test_it_knows_nothing_that_toml_cannot_say():
    assert "null" not in str(schema())
    assert "code" not in schema()["properties"]
    assert schema()["required"] == ["edition", "name"]


def test_every_shipped_amount_and_span_has_the_form_it_promises():
    purse = schema()["$defs"]["Purse"]["properties"]
    lasts = schema()["$defs"]["Validity"]["properties"]["lasts"]

    for card in catalogue().values():
        for each in card.purses:
            assert re.search(purse["name"]["pattern"], each.name)
            assert re.search(purse["balance_max"]["pattern"], str(each.balance_max))
            assert each.unit in purse["unit"]["enum"]
        if card.validity and card.validity.lasts:
            assert re.search(lasts["pattern"], str(card.validity.lasts))


def test_the_catalogue_lies_where_it_is_read():
    assert {file.stem for file in CATALOG.glob("*.toml")} == set(catalogue())
