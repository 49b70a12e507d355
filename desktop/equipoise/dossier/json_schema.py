"""The published JSON Schema of the JSON form, made from the fields' specifications."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

from equipoise.dossier.dossier import TABLES
from equipoise.dossier.fields import (
    Choice,
    Day,
    Field,
    Flag,
    Judged,
    Number,
    Reference,
    References,
    Text,
    specifications,
)
from equipoise.dossier.json_form import FORMAT, FORMAT_VERSION
from equipoise.dossier.judgment import LEAST_CONFIDENCE
from equipoise.dossier.rows import Settings


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) as a JSON document.

    It holds what a schema can say: types, bounds, words. That low ≤ likely ≤ high, that names are
    unique and references are met is checked on import.
    """
    properties: dict[str, Any] = {
        "$schema": {"type": "string"},
        "format": {"const": FORMAT},
        "version": {"const": FORMAT_VERSION},
        "settings": _row_schema(Settings, "The settings of the dossier."),
    }
    for key, table in TABLES.items():
        properties[key] = {
            "type": "array",
            "title": table.many,
            "items": _row_schema(table.row_class, (table.row_class.__doc__ or "").split("\n")[0]),
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Equipoise dossier",
        "description": "Levels in points 0–100, effects in points at mid-scale, times in months, "
        "likelihoods, confidences and weights in percent.",
        "type": "object",
        "required": ["format", "version"],
        "additionalProperties": False,
        "properties": properties,
    }


def _row_schema(row_class: type[Any], description: str) -> dict[str, Any]:
    specs = specifications(row_class)
    properties: dict[str, Any] = {}
    required: list[str] = []
    for field in fields(row_class):
        spec = specs.get(field.name)
        if spec is None:
            properties[field.name] = {
                "type": "string",
                "minLength": 1,
                "pattern": "^[^/]+$",
                "title": "Identifier",
                "description": "Stable and unique within the table.",
            }
        else:
            properties[field.name] = _field_schema(spec)
        if field.default is MISSING and field.default_factory is MISSING:
            required.append(field.name)
    return {
        "type": "object",
        "description": description,
        "required": required,
        "additionalProperties": False,
        "properties": properties,
    }


def _field_schema(spec: Field) -> dict[str, Any]:
    about: dict[str, Any] = {"title": spec.label, "description": spec.help}
    match spec:
        case Text():
            return about | {"type": "string"} | ({"minLength": 1} if spec.required else {})
        case Number():
            about["description"] = _with_unit(spec.help, spec.unit)
            kind = "integer" if spec.whole else "number"
            return about | {"type": kind, "minimum": spec.minimum, "maximum": spec.maximum}
        case Judged():
            about["description"] = _with_unit(spec.help, spec.unit)
            judgment = _judgment_schema(spec)
            if spec.optional:
                return about | {"anyOf": [{"type": "null"}, judgment]}
            return about | judgment
        case Choice():
            return about | {"enum": [key for key, _ in spec.options]}
        case Flag():
            return about | {"type": "boolean"}
        case Day():
            kinds = ["string", "null"] if spec.optional else ["string"]
            return about | {"type": kinds, "format": "date"}
        case References():
            about["description"] += f" Identifiers of rows of {spec.table}."
            return about | {"type": "array", "items": {"type": "string"}}
        case Reference():
            about["description"] += f" Identifier of a row of {spec.table}."
            return about | {"type": "string"}
        case _:
            raise TypeError(f"no schema for {type(spec).__name__}")


def _with_unit(text: str, unit: str) -> str:
    return f"{text} Unit: {unit}." if unit else text


def _judgment_schema(spec: Judged) -> dict[str, Any]:
    bounds = {"type": "number", "minimum": spec.minimum, "maximum": spec.maximum}
    likely: dict[str, Any] = dict(bounds)
    if spec.inside:
        likely = {
            "type": "number",
            "exclusiveMinimum": spec.minimum,
            "exclusiveMaximum": spec.maximum,
        }
    return {
        "type": "object",
        "required": ["low", "likely", "high"],
        "additionalProperties": False,
        "properties": {
            "low": bounds,
            "likely": likely,
            "high": bounds,
            "confidence": {"type": "number", "minimum": LEAST_CONFIDENCE, "maximum": 100},
        },
    }
