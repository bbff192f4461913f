"""Hours as “13 h 05”, held together by no-break spaces; short dates as year, month, day."""

TIME_FORMAT = "G\xa0\\h\xa0i"
DATETIME_FORMAT = f"j F Y, {TIME_FORMAT}"
SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = f"Y-m-d, {TIME_FORMAT}"
