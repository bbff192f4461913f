"""Fills the site's database with one report type and its staff; prints their API tokens as JSON."""

import json
from importlib import import_module

import django

GROUPS = {"noor": "Reviewers", "ravi": "Reviewers", "cleo": "Records clerks", "ada": "Auditors"}


def main() -> None:
    django.setup()
    models, tests = import_module("workflows.models"), import_module("tests.conftest")
    drafts, definitions = import_module("workflows.drafts"), import_module("tests.definitions")
    published = tests.publish(definitions.theft())
    # The demo is healthy once it has a report.
    drafts.begin_draft(published, language="en")
    unit = models.Unit.objects.get(key="online-reporting")
    print(json.dumps({name: token_of(name, group, unit) for name, group in GROUPS.items()}))


def token_of(name, group, unit):
    auth, accounts = import_module("django.contrib.auth.models"), import_module("accounts.models")
    user = accounts.User.objects.create_user(name, f"{name}@agency.example", badge=name)
    user.groups.add(auth.Group.objects.get(name=group))
    unit.members.add(user)
    return import_module("accounts.tokens").issue(user, name="kill test", scopes=[])[1]


if __name__ == "__main__":
    main()
