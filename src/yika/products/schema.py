"""The JSON Schema of a product file, for editors that complete and check while one types."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from yika.products.product import CardProduct


class _WithoutNull(GenerateJsonSchema):
    """TOML has no null: a key that may be left out is simply not required."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if made.get("default", ...) in (None, []):
            del made["default"]
        return made


def schema() -> dict[str, Any]:
    """What may stand in a product file, as JSON Schema 2020-12."""
    made = CardProduct.model_json_schema(schema_generator=_WithoutNull)
    del made["properties"]["code"]
    made["required"].remove("code")
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        **made,
        "title": "Yika card product",
        "description": "One kind of card. The name of the file is the code of the product.",
    }
