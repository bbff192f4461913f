"""The content API as OpenAPI describes it: each call of `/api/v2/`, its filters, its languages, what it refuses."""

from typing import Any

from cms.expanding import PARTS

Schema = dict[str, Any]
LANGUAGES = ["en", "fr"]
LINK: Schema = {
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "title": {"type": "string"},
        "url": {"type": ["string", "null"]},
        "href": {"type": "string"},
        "language": {"type": "string", "enum": LANGUAGES},
    },
    "required": ["id", "title", "url", "href", "language"],
}
SCHEMAS: Schema = {
    "ContentProblem": {
        "description": "What was wrong, in a sentence for developers.",
        "type": "object",
        "properties": {"message": {"type": "string"}},
        "required": ["message"],
    },
    "ContentLink": LINK,
    "ContentItem": {
        "description": "A page, an image or a document. `fields` says which more of its fields come along.",
        "type": "object",
        "properties": {
            "id": {"type": "integer"},
            "meta": {
                "type": "object",
                "properties": {"type": {"type": "string"}, "detail_url": {"type": ["string", "null"]}},
            },
            "title": {"type": "string"},
            "expanded": {
                "description": "With `expand`: the parts asked for.",
                "type": "object",
                "additionalProperties": {
                    "type": "array",
                    "items": {"$ref": "#/components/schemas/ContentLink"},
                },
            },
        },
        "additionalProperties": True,
    },
    "ContentList": {
        "type": "object",
        "properties": {
            "meta": {
                "type": "object",
                "properties": {"total_count": {"type": "integer"}},
                "required": ["total_count"],
            },
            "items": {"type": "array", "items": {"$ref": "#/components/schemas/ContentItem"}},
        },
        "required": ["meta", "items"],
    },
    "ContentMenus": {
        "type": "object",
        "properties": {
            "language": {"type": "string", "enum": LANGUAGES},
            "menus": {
                "type": "object",
                "properties": {
                    "main": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {"title": {"type": "string"}, "url": {"type": "string"}},
                            "required": ["title", "url"],
                        },
                    }
                },
                "required": ["main"],
            },
            "languages": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["language", "menus", "languages"],
    },
    "ContentNotices": {
        "type": "object",
        "properties": {
            "language": {"type": "string", "enum": LANGUAGES},
            "items": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "severity": {"type": "string"},
                        "title": {"type": "string"},
                        "text": {"type": "string"},
                        "starts": {"type": "string", "format": "date-time"},
                        "ends": {"type": ["string", "null"], "format": "date-time"},
                        "page": {"anyOf": [{"$ref": "#/components/schemas/ContentLink"}, {"type": "null"}]},
                    },
                    "required": ["severity", "title", "text", "starts", "ends", "page"],
                },
            },
        },
        "required": ["language", "items"],
    },
    "ContentRedirect": {
        "type": "object",
        "properties": {
            "path": {"type": "string"},
            "url": {"type": "string"},
            "permanent": {"type": "boolean"},
        },
        "required": ["path", "url", "permanent"],
    },
    "ContentFound": {
        "type": "object",
        "properties": {
            "language": {"type": "string", "enum": LANGUAGES},
            "q": {"type": "string"},
            "total": {"type": "integer"},
            "items": {"type": "array", "items": {"type": "object", "additionalProperties": True}},
        },
        "required": ["language", "q", "total", "items"],
    },
}


def paths() -> Schema:
    """Return the calls."""
    made = {
        "pages/": _call(
            "List of pages",
            "Public pages; any field of a kind filters it, such as `slug`, and `type` says which kind.",
            "ContentList",
            [*_listing(), *_of_pages(), EXPAND, LANGUAGE],
        ),
        "pages/{id}/": _call("A page", "One public page.", "ContentItem", [ID, FIELDS, EXPAND]),
        "pages/find/": _call(
            "Find a page",
            "Leads to the page of an address of the site, or of an id.",
            None,
            [
                _query("html_path", {"type": "string"}, "Its address below the site: `/en/report/`."),
                _query("id", {"type": "integer"}, "Its id."),
            ],
        ),
        "menus/": _call("Menus", "The main menu in one language.", "ContentMenus", [LANGUAGE, LOCALE]),
        "notices/": _call(
            "Notices",
            "Those that show now, everywhere and on one page.",
            "ContentNotices",
            [LANGUAGE, LOCALE, _query("page", {"type": "integer"}, "On this page too.")],
        ),
        "redirects/": _call(
            "Former addresses",
            "Where a former address leads now; 404 when it leads nowhere.",
            "ContentRedirect",
            [_query("path", {"type": "string", "maxLength": 500}, "The former address.", required=True)],
        ),
        "search/": _call(
            "Search",
            "Public pages with every word or its beginning, accents or not.",
            "ContentFound",
            [
                LANGUAGE,
                LOCALE,
                _query("q", {"type": "string", "maxLength": 200}, "The words."),
                _query("page", {"type": "integer", "minimum": 1}, "Which page of what was found."),
            ],
        ),
        "preview/": _call(
            "A draft",
            "What an editor has in the preview, for the front end that has its token. Never kept by anybody.",
            "ContentItem",
            [
                _query("token", {"type": "string"}, "The token, where no header can be set."),
                {**_query("Preview-Token", {"type": "string"}, "The token."), "in": "header"},
            ],
        ),
    }
    for name, one in (("images", "image"), ("documents", "document")):
        made[f"{name}/"] = _call(
            f"List of {name}", f"The {name} of public collections.", "ContentList", _listing()
        )
        made[f"{name}/{{id}}/"] = _call(
            f"One {one}", f"One {one} of a public collection.", "ContentItem", [ID, FIELDS]
        )
        made[f"{name}/find/"] = _call(
            f"Find one {one}",
            "Leads to the one of an id.",
            None,
            [_query("id", {"type": "integer"}, "Its id.")],
        )
    return {f"/api/v2/{path}": {"get": {**call, "operationId": _name(path)}} for path, call in made.items()}


def _name(path: str) -> str:
    return "content_" + path.strip("/").replace("/{id}", "_one").replace("/", "_")


def _query(name: str, schema: Schema, description: str, *, required: bool = False) -> Schema:
    return {"in": "query", "name": name, "required": required, "description": description, "schema": schema}


ID: Schema = {**_query("id", {"type": "integer", "minimum": 1}, "Its id.", required=True), "in": "path"}
LANGUAGE = _query("language", {"type": "string", "enum": LANGUAGES}, "One language.")
LOCALE = _query("locale", {"type": "string", "enum": LANGUAGES}, "The same, as `pages/` calls it.")
FIELDS = _query("fields", {"type": "string"}, "Fields that come along: `*`, `title,body`, `-title`.")
EXPAND = _query(
    "expand",
    {"type": "string"},
    f"Parts that come along under `expanded`, with commas: {', '.join(PARTS)}.",
)


def _listing() -> list[Schema]:
    return [
        _query(
            "limit", {"type": "integer", "minimum": 0, "maximum": 100}, "How many at once, 20 without it."
        ),
        _query("offset", {"type": "integer", "minimum": 0}, "How many to pass over."),
        _query("order", {"type": "string"}, "A field, `-` before it for the other direction, or `random`."),
        _query("search", {"type": "string"}, "Words to be found."),
        _query("search_operator", {"type": "string", "enum": ["and", "or"]}, "All words, or any."),
        FIELDS,
    ]


def _of_pages() -> list[Schema]:
    page = {"type": "integer", "minimum": 1}
    return [
        _query("type", {"type": "string"}, "Kinds, with commas: `cms.InformationPage`."),
        _query("locale", {"type": "string", "enum": LANGUAGES}, "One language."),
        _query("slug", {"type": "string"}, "The last part of the address."),
        _query("child_of", {"anyOf": [page, {"const": "root"}]}, "Right below this page."),
        _query("descendant_of", {"anyOf": [page, {"const": "root"}]}, "Anywhere below this page."),
        _query("ancestor_of", page, "Above this page."),
        _query(
            "translation_of", {"anyOf": [page, {"const": "root"}]}, "In other languages what this page is."
        ),
        _query("show_in_menus", {"type": "boolean"}, "In menus, or not."),
    ]


def _call(summary: str, description: str, answer: str | None, parameters: list[Schema]) -> Schema:
    """Return one call: what it takes, what it answers, what it refuses."""
    good: Schema = {
        "200": {
            "description": "OK",
            "headers": {"ETag": {"description": "Marks this content.", "schema": {"type": "string"}}},
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{answer}"}}},
        }
    }
    found: Schema = {
        "302": {
            "description": "It is there.",
            "headers": {"Location": {"description": "Its address.", "schema": {"type": "string"}}},
        }
    }
    return {
        "tags": ["Content"],
        "summary": summary,
        "description": description,
        "parameters": parameters,
        "responses": {
            **(good if answer else found),
            "304": {"description": "Nothing changed."},
            "400": _refusal("A parameter is not known, or cannot have this value.", "type doesn't exist"),
            "404": _refusal("There is nothing here, or it is not public.", "not found"),
        },
    }


def _refusal(description: str, example: str) -> Schema:
    schema = {"$ref": "#/components/schemas/ContentProblem"}
    return {
        "description": description,
        "content": {"application/json": {"schema": schema, "example": {"message": example}}},
    }
