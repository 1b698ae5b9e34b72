"""The JSON Schema of a fact sheet, for editors."""

import json

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from bot.domain.sheet import FactSheet

DIALECT = "http://json-schema.org/draft-07/schema#"  # what the YAML language server reads
_WRITTEN_AS_TEXT = ["string", "number", "boolean"]


class _EditorSchema(GenerateJsonSchema):
    """The schema of a sheet as written: scalars may be unquoted, and nothing may be left empty."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return super().str_schema(schema) | {"type": _WRITTEN_AS_TEXT}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """One form for the allowed values, whichever one pydantic generates."""
        described = super().enum_schema(schema)
        if "const" in described:
            described["enum"] = [described.pop("const")]
        return described

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        described = super().default_schema(schema)
        return {key: value for key, value in described.items() if key != "default" or value is not None}


def sheet_schema() -> dict[str, object]:
    """The schema of one file; keys required of the sheet as a whole are optional in each."""
    schema = FactSheet.model_json_schema(schema_generator=_EditorSchema)
    del schema["required"]
    for section in ("sources", "learned"):
        schema["properties"][section]["additionalProperties"] = False
    return {"$schema": DIALECT} | schema | {"title": "A fact sheet, or a part of one"}


def schema_text() -> str:
    """The schema as it stands in a file."""
    return json.dumps(sheet_schema(), indent=2) + "\n"
