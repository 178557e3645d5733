"""The command that explains the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from sportello.cli.options import Home, Json, Now, Operator, UserError, open_app
from sportello.cli.replay import show_replay
from sportello.cli.screen import as_json, progress, say, table
from sportello.documents.replay import overrides_from, replay
from validators.catalogue import all_rules, rules_under
from validators.rule import Example, Rule

SEVERITY = {"blocking": "bloccante", "warning": "avviso", "unverifiable": "non verificabile"}


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("rules")(rules)


def rules(
    code: Annotated[str | None, typer.Argument(help="Codice di una regola.")] = None,
    what_if: Annotated[
        Path | None,
        typer.Option("--what-if", help="TOML di soglie e gravità diverse da provare sui moduli conservati."),
    ] = None,
    operator: Operator = None,
    home: Home = None,
    now: Now = None,
    *,
    markdown: Annotated[bool, typer.Option("--markdown", help="Tutte le regole come pagina (docs/rules.md).")] = False,
    json: Json = False,
) -> int:
    """Spiega le regole: codice, gravità, fonte, messaggi, un esempio che passa e uno che non passa.

    Esempio: sportello rules E006
    """
    if what_if is not None:
        with progress() as advance:
            done = replay(open_app(home, now, operator), advance, operator=operator, overrides=overrides_from(what_if))
        show_replay(done, applied=False, json=json)
    elif code is not None:
        found = rules_under(code)
        if not found:
            raise UserError(f"La regola '{code}' non esiste. Vedere: sportello rules")
        if json:
            as_json(rule_json(found[0]) if len(found) == 1 else [rule_json(rule) for rule in found])
        else:
            say("\n\n".join(page(rule) for rule in found))
    elif markdown:
        say(document())
    elif json:
        as_json([rule_json(rule) for rule in all_rules()])
    else:
        rows = [(r.code, SEVERITY[r.severity.value], r.title, str(r.source)) for r in all_rules()]
        table("Regole", ("Codice", "Gravità", "Regola", "Fonte"), rows)
    return 0


def rule_json(rule: Rule[Any]) -> dict[str, Any]:
    """Return a rule as JSON values."""
    return {
        "code": rule.code,
        "title": rule.title,
        "severity": rule.severity.value,
        "source": str(rule.source),
        "subject": rule.subject,
        "applies_to": rule.applies_to,
        "messages": list(rule.messages),
        "manual": rule.manual,
        "since": rule.since,
        "until": rule.until,
        "passing": [example(e) for e in rule.passing],
        "failing": [example(e) for e in rule.failing],
    }


def page(rule: Rule[Any]) -> str:
    """Return a rule as a manual page."""
    lines = [f"{rule.code} - {rule.title}", "", *(line.strip() for line in rule.manual.splitlines()), ""]
    facts = [
        ("Gravità", SEVERITY[rule.severity.value]),
        ("Fonte", str(rule.source)),
        ("Si applica a", rule.applies_to),
        ("In vigore dal", f"{rule.since:%d/%m/%Y}" if rule.since else ""),
        ("In vigore fino al", f"{rule.until:%d/%m/%Y}" if rule.until else ""),
    ]
    lines += [f"{name}: {value}" for name, value in facts if value]
    lines += ["Messaggi:", *(f"  {message}" for message in rule.messages)]
    lines += ["Passa:", *(f"  {example(e)}" for e in rule.passing)]
    lines += ["Non passa:", *(f"  {example(e)}" for e in rule.failing)]
    return "\n".join(lines)


def example(shown: Example) -> str:
    """Return an example in words: what it says, and what differs from the valid base case."""
    change = ", ".join(
        f"{key} = {value!r}" if isinstance(value, str | int | bool) or value is None else key
        for key, value in shown.change.items()
    )
    return f"{shown.says} ({change})" if shown.says and change else shown.says or change or "il caso valido di partenza"


def document() -> str:
    """Return ``docs/rules.md``."""
    lines = [
        "# Regole",
        "",
        "Pagina generata da `sportello rules --markdown`: non modificarla a mano.",
        "",
        "| Codice | Gravità | Regola | Fonte |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {r.code} | {SEVERITY[r.severity.value]} | {_cell(r.title)} | {_cell(str(r.source))} |" for r in all_rules()
    ]
    for rule in all_rules():
        lines += ["", f"## {rule.code} {rule.title}", "", " ".join(rule.manual.split())]
        lines += ["", f"Si applica a: {rule.applies_to}" if rule.applies_to else ""]
        lines += ["", *(f"- «{message}»" for message in rule.messages)]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
