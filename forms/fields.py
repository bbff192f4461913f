"""Fields on the page: which template draws one, where an error leads, what a browser may fill in by itself."""

from collections.abc import Iterable, Sequence

from workflows.definition import Field, FieldGroup, Problem, field_name

FIRST_PARTS = {"address": "street", "location": "street", "time_span": "precision"}
AUTOCOMPLETE = {
    "first_name": "given-name",
    "last_name": "family-name",
    "birth_date": "bday",
    "email": "email",
    "phone": "tel",
    "address-street": "address-line1",
    "address-unit": "address-line2",
    "address-city": "address-level2",
    "address-province": "address-level1",
    "address-postal_code": "postal-code",
}
# Keys of people who fill in the form about themselves.
ONESELF = frozenset({"you", "me", "person", "reporting_person"})


def errors_of(items: Iterable[object], problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """Return what the error summary lists, in the order of the page: the address of the field, and the sentence."""
    fields = {field.name: field for field in _fields(items)}
    groups = {item.name: item for item in items if isinstance(item, FieldGroup)}
    return [(f"#{target(each, fields, groups)}", each.message) for each in problems]


def target(problem: Problem, fields: dict[str, Field], groups: dict[str, FieldGroup]) -> str:
    """Return the id of the first input that mends a problem."""
    name = field_name(problem.path)
    field = fields.get(problem.path.lstrip("/").replace("/", "-"))
    if field is not None:
        part = FIRST_PARTS.get(field.kind) or (field.parts[0].part if field.parts else "")
        return f"{name}-{part}" if part else name
    group = groups.get(name)
    return f"add-{name}" if group is not None else name


def _fields(items: Iterable[object]) -> Iterable[Field]:
    for item in items:
        if isinstance(item, Field):
            yield item
        elif isinstance(item, FieldGroup):
            for row in item.rows:
                yield from row.fields
