"""A letter's life told day by day, from the rule book's words alone.

Nothing of ``domain`` is imported: holidays come from Gauss's Easter and a list, days are walked one by one, hours
are counted in UTC seconds. Slow on purpose; the tests hold the real functions against it, and the simulated year
may do the same. All times are aware; the day is that of Rome.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")
ONE = timedelta(days=1)


def easter(year):
    """Easter Sunday, Gregorian (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return date(year, month, (h + m - 7 * n + 33 * month + 19) % 32)


def is_holiday(day):
    """National holidays; San Francesco from 2026."""
    fixed = [(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)]
    if day.year >= 2026:
        fixed.append((10, 4))
    return (day.month, day.day) in fixed or day in {easter(day.year), easter(day.year) + ONE}


def counting_day(start, end):
    """OPE-05 for a stop within one day: the day, if more than three hours fell in 9-18, Monday to Saturday."""
    start, end = start.astimezone(ROME), end.astimezone(ROME)
    day = start.date()
    low = max(start.hour * 3600 + start.minute * 60 + start.second, 9 * 3600)
    high = min(end.hour * 3600 + end.minute * 60 + end.second, 18 * 3600)
    assert end.date() == day, "the simulated stops end on their day"
    return day if high - low > 3 * 3600 and day.weekday() < 6 and not is_holiday(day) else None


@dataclass
class SlowLetter:
    """What happened to one letter, in order; ``water`` or energy, ``main`` addressee or copy."""

    published: datetime
    term: int = 20
    water: bool = False
    main: bool = True
    special: bool = False
    offline_days: frozenset = frozenset()
    downloaded: datetime | None = None
    extension: int = 0
    replies: list = field(default_factory=list)  # [(uploaded, dated, incomplete)]
    reminders: list = field(default_factory=list)  # days
    seen: set = field(default_factory=set)  # uploads that a night has judged
    absent_noted: date | None = None  # night that first found it absent
    offline_noted: date | None = None

    def works(self, day):
        return day.weekday() in range(5) and not is_holiday(day) and day not in self.offline_days

    def day_of(self, moment):
        return moment.astimezone(ROME).date()

    def nth_working_day_after(self, day, n):
        while n > 0:
            day += ONE
            if self.works(day):
                n -= 1
        return day

    def due(self):
        return self.nth_working_day_after(self.day_of(self.published), self.term + self.extension)

    def shown_counter(self, today):
        """SLA-06: working days left, negative when late; the first reply stops it."""
        if self.replies:
            today = self.day_of(self.replies[0][1])
        due, count, day = self.due(), 0, today
        while day < due:
            day += ONE
            count += self.works(day)
        while day > due:
            count -= self.works(day)
            day -= ONE
        return count

    def absent(self, today):
        """Energy, main addressee: no reply, or a first reply later than the 15th working day past the due day."""
        if self.water or not self.main:
            return False
        judged = self.day_of(self.replies[0][1]) if self.replies else today
        past, day = 0, self.due()
        while day < judged:
            day += ONE
            if past == 15:
                return True
            past += self.works(day)
        return False

    def quality(self, today):
        """Section 10's table, line by line."""
        if not self.main:
            return ""
        answered, incomplete = bool(self.replies), bool(self.replies and self.replies[-1][2])
        if self.water:
            return "Risposta incompleta" if answered and incomplete else ""
        if self.absent(today):
            return "assente"
        return "assente" if answered and incomplete else ""

    def last_day_shown(self):
        start = self.day_of(self.published)
        try:
            end = start.replace(year=start.year + 1)
        except ValueError:
            end = date(start.year + 1, 2, 28)
        if self.replies:
            waited = 0
            day = start
            answered = self.day_of(self.replies[0][1])
            while day < answered:
                day += ONE
                waited += 1
            while day > answered:
                day -= ONE
                waited -= 1
            end += timedelta(days=waited)
        return end

    def state(self, today):
        never_gone = self.main and not self.replies
        if today > self.last_day_shown() and not never_gone:
            return "offline"
        if self.replies:
            return "risposta"
        return "scaricata" if self.downloaded else "pubblicata"

    def ask_extension(self, days, today):
        """Grant and note it, or name the rule against it."""
        if not self.main:
            return "UPL-01"
        if self.replies:
            return "PRO-06"
        if self.day_of(self.published).year < 2025:
            return "PRO-01"
        if self.special:
            return "PRO-02"
        if self.extension:
            return "PRO-07"
        if self.term >= 20:
            return "PRO-05"
        if today > self.due():
            return "PRO-07"
        if days not in range(1, 21 - self.term):
            return "PRO-03"
        self.extension = days
        return None

    def refusals(self, at, judged):
        """Name every code against a reply: the ledger of failed sends has a row for each."""
        code = SlowLetter.offer_reply(replace(self, replies=list(self.replies)), at, judged=judged)
        if code != "E005":
            return [code] if code else []
        late = at.astimezone(UTC).timestamp() - self.replies[0][0].astimezone(UTC).timestamp() > 72 * 3600
        return ["E005", "E006"] if late else ["E005"]

    def offer_reply(self, at, incomplete=False, dated=None, judged=None):
        """Take a reply in, or name the code that refuses it.

        ``judged``: a download by then will do, as the desk has it; without it, the upload itself must be later.
        """
        if not self.main:
            return "E010"
        if self.downloaded is None or (judged or at).astimezone(UTC) < self.downloaded.astimezone(UTC):
            return "E011"
        if len(self.replies) == 2:
            return "E005"
        if self.replies:
            seconds = at.astimezone(UTC).timestamp() - self.replies[0][0].astimezone(UTC).timestamp()
            if seconds > 72 * 3600:
                return "E006"
        self.replies.append((at, dated or at, incomplete))
        return None

    def night(self, today):
        """The nightly run of ``today``: True when it publishes a sollecito."""
        most = 2 if self.water else 1
        if not self.main or self.replies or len(self.reminders) >= most:
            return False
        since, wait = (self.reminders[-1], 10) if self.reminders else (self.due(), 1)
        passed, day = 0, since
        while day < today:
            day += ONE
            passed += self.works(day)
        if passed < wait:
            return False
        self.reminders.append(today)
        return True
