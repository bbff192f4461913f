"""The direction of docs/architecture.md: import-linter sees imports, this sees what only strings say."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

FLOORS = [{"config"}, {"forms", "video"}, {"workflows", "cms"}, {"pdf", "integrations", "accounts"}]
FOLDERS = sorted(set().union(*FLOORS))
LABELS = {config.label: config.name for config in apps.get_app_configs() if config.name in FOLDERS}
ROOT = Path(settings.BASE_DIR)
TAG = re.compile(r"""{%\s*(?:load|extends|include|static)\s+(.+?)%}""")


def floor(folder):
    return next(number for number, folders in enumerate(FLOORS) if folder in folders)


def may_name(folder, other):
    return folder == other or floor(folder) < floor(other)


def tag_libraries():
    return {
        path.stem: folder
        for folder in FOLDERS
        for path in (ROOT / folder).glob("templatetags/*.py")
        if path.stem != "__init__"
    }


def folders_a_template_names(text):
    libraries = tag_libraries()
    for tag in TAG.finditer(text):
        if tag[0].split()[1] == "load":
            words = tag[1].split()
            named = words[words.index("from") + 1 :] if "from" in words else words
            yield from (libraries[word] for word in named if word in libraries)
        else:
            yield from (path for path in re.findall(r"[\"']([a-z_]+)/", tag[1]) if path in FOLDERS)


def folders_a_module_names(text):
    """App labels in "label.Model" strings (keys, get_model) and in template paths."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if match := re.fullmatch(r"([a-z_]+)\.[A-Z]\w+", node.value):
                yield LABELS.get(match[1])
            elif match := re.fullmatch(r"([a-z_]+)/[\w/.-]+\.(html|txt|js|css|svg)", node.value):
                yield match[1] if match[1] in FOLDERS else None
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"get_model", "get_app_config"}:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant):
                yield LABELS.get(first.value)


def upward(folder, pattern, names):
    for path in sorted((ROOT / folder).rglob(pattern)):
        if "migrations" in path.parts or "static" in path.parts:
            continue
        for other in names(path.read_text()):
            if other and not may_name(folder, other):
                yield f"{path.relative_to(ROOT)} names {other}"


@pytest.mark.parametrize("folder", FOLDERS)
def test_templates_load_extend_and_include_downward_only(folder):
    assert list(upward(folder, "*.html", folders_a_template_names)) == []


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder != "config"])
def test_strings_in_code_name_what_is_below_only(folder):
    # A chooser in cms may name a page type of forms as a string (docs/architecture.md).
    found = [
        line for line in upward(folder, "*.py", folders_a_module_names) if "blocks.py names forms" not in line
    ]
    assert found == []


def test_foreign_keys_point_down_only():
    found = [
        f"{field} points to {field.related_model._meta.label}"
        for label, folder in LABELS.items()
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model
        if (other := LABELS.get(field.related_model._meta.app_label)) and not may_name(folder, other)
    ]
    assert found == []


def test_no_key_leads_from_a_report_to_a_page():
    found = [
        str(field)
        for model in apps.get_app_config("workflows").get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model
        if field.related_model._meta.app_label in {"wagtailcore", "cms", "reportforms"}
    ]
    assert found == []


def test_imports_point_down_only():
    lint = [str(Path(sys.executable).parent / "lint-imports"), "--no-logo"]
    done = subprocess.run(lint, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_there_are_no_signals_of_our_own():
    found = [
        path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py") if "Signal(" in path.read_text()
    ]
    assert found == []
