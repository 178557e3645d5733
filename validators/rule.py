"""The shape of a rule: a small pure function with its code, severity, source and messages.

Write ``@rule(...)`` above a function that takes one subject and yields findings; the function's docstring is
the rule's manual page. Nothing else is needed: ``validators.catalogue`` finds it by walking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Generic, TypeVar

from domain.findings import Finding, Severity, Source

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Example:
    """A change to the valid base case of a subject: ``change`` maps field names (or ids) to other values."""

    change: Mapping[str, Any] = field(default_factory=dict)
    says: str = ""


@dataclass(frozen=True)
class Rule(Generic[S]):
    """A rule with everything that its manual page, the reports and the tests need.

    ``subject`` names the kind of subject (``gate``, ``form`` ...). ``since``/``until``: days (inclusive) between
    which it is in force, None = open. ``messages`` are the Italian templates that it may use.
    """

    code: str
    title: str
    severity: Severity
    source: Source
    subject: str
    messages: tuple[str, ...]
    check: Callable[[S], Iterable[Finding]]
    passing: tuple[Example, ...] = ()
    failing: tuple[Example, ...] = ()
    applies_to: str = ""
    since: date | None = None
    until: date | None = None

    def __call__(self, subject: S) -> Iterator[Finding]:
        """Yield what the rule finds in ``subject``."""
        yield from self.check(subject)

    def in_force(self, day: date) -> bool:
        """Tell whether the rule counts on ``day``."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    @property
    def manual(self) -> str:
        """What the rule wants and why, from the docstring of its function."""
        return (self.check.__doc__ or "").strip()

    def finding(self, message: str | None = None, **details: Any) -> Finding:
        """Make a finding of this rule: its first message unless another is given; ``details`` as in Finding."""
        made = Finding(self.code, self.severity, message or self.messages[0], self.source)
        return replace(made, **details) if details else made


def rule(
    code: str,
    title: str,
    *,
    subject: str,
    severity: Severity = Severity.BLOCKING,
    source: Source,
    messages: tuple[str, ...],
    passing: tuple[Example, ...] = (),
    failing: tuple[Example, ...] = (),
    applies_to: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Callable[[Callable[[S], Iterable[Finding]]], Rule[S]]:
    """Turn a function into a ``Rule``; see the module's docstring."""

    def wrap(check: Callable[[S], Iterable[Finding]]) -> Rule[S]:
        return Rule(code, title, severity, source, subject, messages, check, passing, failing, applies_to, since, until)

    return wrap
