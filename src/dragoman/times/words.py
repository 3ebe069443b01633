"""The vocabulary of time in English news: names of days and months, units, numbers, seasons, feasts, zones."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
SHORT_MONTHS = frozenset("jan feb mar apr jun jul aug sept sep oct nov dec".split())
# Months whose names are also words or given names: alone they need a preposition or a year beside them.
WORDLIKE_MONTHS = frozenset((3, 4, 5, 6, 8))

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri",
            "saturday sat", "sunday sun",
        )
    )
    for name in names.split()
}  # fmt: skip
SHORT_WEEKDAYS = frozenset("mon tues tue wed thurs thur thu fri sat sun".split())
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
# Names that hold a weekday without telling a day.
NAMED_DAYS_BEFORE = frozenset("black good bloody ash super holy palm easter fat cyber sheffield maundy shrove".split())
NAMED_DAYS_AFTER = frozenset("times telegraph mirror express herald mail school".split())

UNITS = {
    "second": "second", "minute": "minute", "min": "minute", "hour": "hour", "hr": "hour", "day": "day",
    "night": "day", "week": "week", "fortnight": "fortnight", "weekend": "weekend", "month": "month",
    "quarter": "quarter", "year": "year", "decade": "decade", "century": "century", "centurie": "century",
}  # fmt: skip
PARTS_OF_DAY = frozenset("morning afternoon evening night noon midday midnight lunchtime dawn dusk".split())
SEASONS = {"spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn", "winter": "winter"}

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "thirtieth": 30,
    "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90,
}  # fmt: skip
DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
# Fixed feasts of the civil calendar, as (month, day).
FEASTS = {
    ("new", "year", "'s", "eve"): (12, 31),
    ("new", "year", "'s", "day"): (1, 1),
    ("new", "years", "eve"): (12, 31),
    ("new", "years", "day"): (1, 1),
    ("christmas", "eve"): (12, 24),
    ("christmas", "day"): (12, 25),
    ("christmas",): (12, 25),
    ("boxing", "day"): (12, 26),
    ("valentine", "'s", "day"): (2, 14),
    ("halloween",): (10, 31),
    ("may", "day"): (5, 1),
}

# Zones with one offset; the ambiguous ones (IST, CST, ET) are read and kept, but yield no offset.
OFFSETS = {
    "gmt": "+00:00", "utc": "+00:00", "z": "+00:00", "cet": "+01:00", "cest": "+02:00", "eet": "+02:00",
    "eest": "+03:00", "msk": "+03:00", "trt": "+03:00", "est": "-05:00", "edt": "-04:00", "pst": "-08:00",
    "pdt": "-07:00", "jst": "+09:00", "kst": "+09:00", "aest": "+10:00",
}  # fmt: skip
ZONES = frozenset(OFFSETS) | {"bst", "ist", "cst", "cdt", "et", "pt", "ct", "wat", "cat", "eat"}

ABOUT = frozenset("about around roughly approximately nearly almost some circa".split())
MORE = frozenset("over".split())
# After a number these make it an amount of things, never a year.
COUNTED = frozenset(
    """people persons troops soldiers men women children civilians refugees migrants fighters militants rebels police
    officers prisoners detainees hostages protesters demonstrators workers families homes houses villages words pages
    cases deaths casualties victims students members delegates participants spectators passengers euros dollars pounds
    roubles rubles lira yen yuan francs crowns tons tonnes kilos kg km kilometres kilometers miles metres meters feet
    hectares acres barrels litres liters watts megawatts mw troop-strong strong times points votes seats copies cars
    vehicles trucks lorries tanks missiles rockets shells drones ships jets planes flights companies firms jobs shares
    hours minutes days weeks months years percent per-cent pc calories degrees volts artefacts items units
    billion million thousand hundred""".split()
)
# Before a number these make it a name or a code, never a year.
NUMBERED = frozenset(
    """resolution resolutions no number flight article law decree protocol boeing airbus room highway route unit order
    paragraph section page chapter act bill convention line channel form model series case file code pier gate suite
    box apartment version lot exceeds exceed than least most only all the-some""".split()
)
