"""The generation of the public pages: one number, which grows with every change that a visitor could see."""

from django.db import connection, models
from django.db.models import F

ONLY = 1


class Generation(models.Model):
    """The one row that holds the number; the page cache makes it a part of its key."""

    number = models.BigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(name="one_generation", condition=models.Q(pk=ONLY))]

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def bump(cls) -> None:
        """Make every cached page old, in the caller's transaction: with the change or not at all."""
        if not cls.objects.filter(pk=ONLY).update(number=F("number") + 1):
            cls.objects.create(pk=ONLY)

    @classmethod
    def current(cls) -> int | None:
        """Return the number, nothing when there is no row: then nothing may be cached."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM cms_generation WHERE id = %s", [ONLY])
            row = cursor.fetchone()
        return row[0] if row else None
