"""The rows that permanent numbers are drawn from."""

from django.db import models


class NumberSeries(models.Model):
    """The last permanent number given by an agency in a local year."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="one_series_a_year")]
