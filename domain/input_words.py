"""What the libraries that read words and numbers say of a wrong one, in Italian: a user should not meet their English."""

from __future__ import annotations

import re

#: The pattern of a library's message and how we say it; the first that fits counts.
_SAID: tuple[tuple[str, str], ...] = (
    (r"Input should be a valid integer.*", "atteso un numero intero"),
    (r"Input should be a valid (number|decimal).*", "atteso un numero"),
    (r"Input should be a valid boolean.*", "atteso true o false"),
    (r"Input should be a valid date.*", "attesa una data con ora e scarto, ad esempio 2026-11-22T10:00:00+01:00"),
    (r"Input (should be|is not) a valid path.*", "atteso un percorso"),
    (r"Input should be a valid string.*", "atteso un testo"),
    (r"Input should be greater than or equal to (\S+)", r"il minimo è \1"),
    (r"Input should be greater than (\S+)", r"deve superare \1"),
    (r"Input should be less than or equal to (\S+)", r"il massimo è \1"),
    (r"Input should be less than (\S+)", r"deve restare sotto \1"),
    (r"Option '(.*)' requires an argument\.?", r"l'opzione \1 vuole un valore"),
    (r"Option '(.*)' requires (\d+) arguments\.?", r"l'opzione \1 vuole \2 valori"),
    (r"Option '(.*)' does not take a value\.?", r"l'opzione \1 non vuole alcun valore"),
    (r"Got unexpected extra argument\(s\) \((.*)\)", r"parole di troppo: \1"),
    (r"Expecting value.*", "manca un valore"),
    (r"Expecting property name enclosed in double quotes.*", "manca il nome di una chiave fra virgolette doppie"),
    (r"Expecting (',' delimiter|':' delimiter).*", "manca una virgola o un due punti"),
    (r"Extra data.*", "testo di troppo dopo la fine"),
    (r"Unterminated string.*", "un testo fra virgolette non è chiuso"),
    (r"Invalid control character.*", "un carattere di controllo dentro un testo"),
    (r"Invalid \\+\w* ?escape.*", "una barra rovesciata fuori posto"),
)


def in_italian(message: str) -> str:
    """Return a library's message in Italian; what we have no words for stays as it is."""
    plain = message.strip()
    choices = re.fullmatch(r"Input should be ('.*')", plain)
    if choices:
        return "atteso " + choices[1].replace(" or ", " o ")
    for pattern, ours in _SAID:
        found = re.fullmatch(pattern, plain)
        if found:
            return found.expand(ours)
    return plain
