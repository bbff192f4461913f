import re
from pathlib import Path

from django.conf import settings

BASE = Path(settings.BASE_DIR)
READ = re.compile(r"""env\.(?:text|flag|number|words|folder|database|by_language)\(\s*"([A-Z_0-9]+)\"""")


def test_each_setting_that_the_environment_gives_is_explained():
    read = set(READ.findall((BASE / "config/settings.py").read_text()))
    explained = set(re.findall(r"`([A-Z_0-9]{2,})`", (BASE / "docs/settings.md").read_text()))
    assert read - explained == set()
    assert explained - read == set()


def test_only_settings_read_the_environment():
    folders = ("accounts", "cms", "forms", "integrations", "pdf", "video", "workflows")
    found = [
        str(path.relative_to(BASE))
        for folder in folders
        for path in (BASE / folder).rglob("*.py")
        if re.search(r"os\.environ\b|getenv", path.read_text())
    ]
    assert found == []


def test_links_between_pages_of_the_docs_lead_somewhere():
    pages = [*BASE.glob("*.md"), *(BASE / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(BASE)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text())
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_each_page_of_the_docs_is_in_its_index():
    for folder in (BASE / "docs", BASE / "docs/decisions"):
        index = (folder / "README.md").read_text()
        assert [
            page.name
            for page in sorted(folder.glob("*.md"))
            if page.name not in index and page.name != "README.md"
        ] == []
