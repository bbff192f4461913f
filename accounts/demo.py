"""The people of the demonstration: one or two for each role, all with the password `demo`."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from wagtail.users.models import UserProfile

from accounts.models import User

WORD = "demo"


@dataclass(frozen=True)
class Person:
    """One account of the demonstration."""

    username: str
    first_name: str
    last_name: str
    group: str
    badge: str
    language: str = "en"


PEOPLE = (
    Person("dana", "Dana", "Okafor", "Editors", "C-1042"),
    Person("pat", "Pat", "Lavallée", "Publishers", "C-1007", "fr"),
    Person("noor", "Noor", "Haddad", "Reviewers", "2317"),
    Person("ravi", "Ravi", "Sandhu", "Reviewers", "2288"),
    Person("ines", "Inès", "Desrosiers", "Supervisors", "1764", "fr"),
    Person("cleo", "Cleo", "Thompson", "Records clerks", "C-1120"),
    Person("ana", "Ana", "Reyes", "Analysts", "C-1203"),
    Person("vic", "Vic", "Bouchard", "Video officers", "2401"),
    Person("sol", "Sol", "Bear", "Administrators", "C-1001"),
    Person("ada", "Ada", "Kowalchuk", "Auditors", "A-0017"),
)


def create_people() -> dict[str, User]:
    """Make the people that are not there yet, each in their group; return all by user name.

    Refuses on any site that goes into service: everybody knows these passwords.
    """
    if not (settings.DEMO or settings.TESTING):
        raise ImproperlyConfigured("The demo accounts exist in the demonstration and in tests only.")
    return {person.username: create(person) for person in PEOPLE}


def create(person: Person) -> User:
    """Return the person's account, made with its password and group if it is not there."""
    user, made = User.objects.get_or_create(
        username=person.username,
        defaults={
            "first_name": person.first_name,
            "last_name": person.last_name,
            "email": f"{person.username}@agency.example",
            "badge": person.badge,
            "language": person.language,
        },
    )
    if made:
        user.set_password(WORD)
        user.save(update_fields=["password"])
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": person.language})
        user.groups.add(Group.objects.get(name=person.group))
    return user
