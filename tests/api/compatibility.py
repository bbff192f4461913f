"""Two OpenAPI documents of one version: what the later one takes away from clients of the earlier one."""

from collections.abc import Iterator
from typing import Any

Document = dict[str, Any]


TOLD = {"example", "examples", "description", "summary", "headers", "title", "info", "servers"}


def promised(document: Any, *, named: bool = False) -> Any:
    """Return what a document promises, without what it only tells. Under `properties` every name is a member's."""
    if isinstance(document, dict):
        inner = {"properties", "schemas", "paths", "responses"}
        return {
            key: promised(value, named=key in inner and not named)
            for key, value in document.items()
            if named or key not in TOLD
        }
    return [promised(each) for each in document] if isinstance(document, list) else document


def taken_away(old: Document, new: Document) -> list[str]:
    """Return a line for each promise of `old` that `new` does not keep."""
    return list(dict.fromkeys(_lost(old, new)))


def _lost(old: Document, new: Document) -> Iterator[str]:
    for path, methods in old["paths"].items():
        for method, operation in methods.items():
            name = f"{method.upper()} {path}"
            other = new["paths"].get(path, {}).get(method)
            if other is None:
                yield f"{name} is gone"
            else:
                yield from _operation(name, operation, other)
    for name, schema in old["components"]["schemas"].items():
        other = new["components"]["schemas"].get(name)
        yield from [f"schema {name} is gone"] if other is None else _schema(name, schema, other)


def _operation(name: str, old: Document, new: Document) -> Iterator[str]:
    for status in old["responses"]:
        if status not in new["responses"]:
            yield f"{name} no longer answers {status}"
    known = {(each["in"], each["name"]): each for each in new.get("parameters", ())}
    for each in old.get("parameters", ()):
        other = known.get((each["in"], each["name"]))
        if other is None:
            yield f"{name} no longer takes {each['name']}"
        elif other.get("required") and not each.get("required"):
            yield f"{name} needs {each['name']} now"
    before = {(each["in"], each["name"]) for each in old.get("parameters", ())}
    for key, each in known.items():
        if each.get("required") and key not in before:
            yield f"{name} needs {each['name']} now"


def _schema(name: str, old: Document, new: Document) -> Iterator[str]:
    for member, part in old.get("properties", {}).items():
        other = new.get("properties", {}).get(member)
        if other is None:
            yield f"{name}.{member} is gone"
        elif _kinds(part) and _kinds(other) and not _kinds(part) <= _kinds(other):
            yield f"{name}.{member} is of another type"
    for member in set(new.get("required", ())) - set(old.get("required", ())):
        if name.endswith(("In", "Draft", "Code", "Change")) or member in old.get("properties", {}):
            yield f"{name}.{member} is required now"


def _kinds(schema: Document) -> set[str]:
    if "anyOf" in schema:
        return set().union(*(_kinds(each) for each in schema["anyOf"]))
    return (
        {schema["type"]}
        if isinstance(schema.get("type"), str)
        else {schema["$ref"]}
        if "$ref" in schema
        else set()
    )
