"""Fields on the page: which template draws one, where an error leads, what a browser may fill in by itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    drawn = list(items)
    fields = {field.name: field for field in _fields(drawn)}
    groups = {item.name: item for item in drawn if isinstance(item, FieldGroup)}
    order = {name: at for at, name in enumerate(_names(drawn))}
    listed = sorted(problems, key=lambda each: _place(each, order))
    return [(f"#{target(each, fields, groups)}", each.message) for each in listed]


def _place(problem: Problem, order: Mapping[str, int]) -> int:
    """Return where on the page a problem is: at its field, or at the field whose part it is about."""
    name = problem.path.lstrip("/").replace("/", "-")
    while name and name not in order:
        name = name.rpartition("-")[0]
    return order.get(name, len(order))


def _names(items: Iterable[object]) -> Iterator[str]:
    for item in items:
        if isinstance(item, FieldGroup):
            yield item.name
        yield from (field.name for field in _fields([item]))


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
