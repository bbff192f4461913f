"""Short dates as year, month, day: 05/01/2026 is two days in Canada."""

SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = "Y-m-d, P"
