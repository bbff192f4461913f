"""The words of a page, a line for each part of it."""

from typing import cast

from lxml import html

BLOCKS = {"p", "li", "h1", "h2", "h3", "dt", "dd", "tr", "div", "button", "title", "caption", "summary", "br"}
UNREAD = "//style|//script|//head/*[not(self::title)]|//template|//comment()"


def words_of_html(page: str, part: str = "") -> str:
    """Return the words of a page, or of the part that an XPath names, as lines without blank ones."""
    tree = html.document_fromstring(page)
    for each in _elements(tree, UNREAD):
        each.drop_tree()
    for each in _elements(tree, "//*"):
        if each.tag in BLOCKS:
            each.tail = "\n" + (each.tail or "")
    found = _elements(tree, part) if part else [tree]
    lines = "\n".join("".join(map(str, each.itertext())) for each in found).splitlines()
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _elements(tree: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    return cast(list[html.HtmlElement], tree.xpath(path))
