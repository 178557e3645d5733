"""Codes of the energy desk and of Italian registers: each function parses one and says what is wrong with it.

Thin over python-stdnum, phonenumbers and email-validator. A wrong code is an expected end, so the answer is a value:
``Checked.value`` is the normalised code, ``Checked.error`` a short Italian reason (empty when the code is right).
No answer says that the code exists: only the registers (Agenzia delle Entrate, Terna, INI-PEC) know that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from stdnum import luhn
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.it import codicefiscale, iva

from domain import places


@dataclass(frozen=True, slots=True)
class Checked:
    """A code as parsed. ``expected`` is the right check character where it can be computed.

    ``unusual`` marks a code that is well formed but of a kind seldom seen (a warning at most); ``repaired`` tells
    which reading error was undone (``O`` for ``0`` in a place where only digits stand).
    """

    value: str
    error: str = ""
    expected: str | None = None
    unusual: str = ""
    repaired: str = ""

    @property
    def valid(self) -> bool:
        """Whether the code is well formed."""
        return not self.error


def compact(text: str) -> str:
    """Upper case, without blanks, dots, dashes and slashes: the form in which codes are compared (EQ-CODE)."""
    return re.sub(r"[\s.\-/‐-―]+", "", text).upper()


def _unlabelled(code: str, *labels: str) -> str:
    """Return a compact code without the label that people write before it in the same blank («P.IVA 027...»)."""
    return next((code.removeprefix(label).lstrip(":") for label in labels if code.startswith(label)), code)


OMOCODIA = dict(zip("LMNPQRSTUV", "0123456789", strict=True))
_CF = re.compile(r"[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]")
_DAYS = dict(zip("ABCDEHLMPRST", (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), strict=True))
_CF_DIGITS = (6, 7, 9, 10, 12, 13, 14)


def plain_cf(code: str) -> str:
    """Return a codice fiscale with its omocodia letters turned back into digits (the check letter stays)."""
    return "".join(OMOCODIA.get(c, c) if i in _CF_DIGITS else c for i, c in enumerate(code))


@lru_cache(maxsize=4096)
def codice_fiscale(text: str) -> Checked:
    """Check a person's codice fiscale: pattern with omocodia, a possible day, check character (D.M. 23/12/1976)."""
    code = compact(text)
    if len(code) > 16:
        code = _unlabelled(code, "CODICEFISCALE", "CODFISC", "CF")
    if not _CF.fullmatch(code):
        return Checked(code, "non ha la forma di un codice fiscale di 16 caratteri")
    expected = codicefiscale.calc_check_digit(code[:15])
    day = int(plain_cf(code)[9:11])
    if not 1 <= day - (40 if day > 40 else 0) <= _DAYS[code[8]]:
        return Checked(code, "giorno di nascita impossibile", expected)
    if code[-1] != expected:
        return Checked(code, f"carattere di controllo {code[-1]}, atteso {expected}", expected)
    return Checked(code)


@lru_cache(maxsize=4096)
def partita_iva(text: str) -> Checked:
    """Check a partita IVA: 11 digits and check digit; an office code outside the known ones is only unusual."""
    code = _unlabelled(compact(text), "PARTITAIVA", "PIVA", "CF").removeprefix("IT")
    if not re.fullmatch(r"[0-9]{11}", code):
        return Checked(code, "non ha 11 cifre")
    expected = luhn.calc_check_digit(code[:10])
    if code[-1] != expected:
        return Checked(code, f"cifra di controllo {code[-1]}, attesa {expected}", expected)
    try:
        iva.validate(code)
    except InvalidChecksum:
        return Checked(code, "cifra di controllo errata", expected)
    except ValidationError:
        return Checked(code, unusual=f"codice ufficio {code[7:10]}")
    return Checked(code)


def codice_fiscale_ente(text: str) -> Checked:
    """Check the codice fiscale of an organisation: 11 digits as a partita IVA, or a person's 16 characters."""
    code = compact(text)
    person = _CF.fullmatch(_unlabelled(code, "CODICEFISCALE", "CODFISC", "CF")) or not code[-11:].isdigit()
    checked = codice_fiscale(code) if person and not code.isdigit() else partita_iva(code)
    return Checked(checked.value, checked.error, checked.expected)


_POD = re.compile(r"IT[0-9]{3}E[0-9A-Z]{8}[0-9A-Z]?")
_LETTERS, _DIGITS = str.maketrans("01", "OI"), str.maketrans("OI", "01")


@lru_cache(maxsize=4096)
def pod(text: str) -> Checked:
    """Check a POD: IT, distributor (3 digits), E, 8 characters, optional control character, which is not computed.

    The 8 characters are digits nearly always, not always (``IT002E5386834A`` is real), so letters are only unusual.
    O and 0, I and 1 are exchanged where the place allows only one of them, and the repair is told.
    """
    code = _unlabelled(compact(text), "CODICEPOD", "POD")
    fixed = code[:2].translate(_LETTERS) + code[2:5].translate(_DIGITS) + code[5:]
    repaired = f"letto {code[:6]}, inteso {fixed[:6]}" if fixed != code else ""
    if not _POD.fullmatch(fixed):
        return Checked(code, "atteso IT + 3 cifre + E + 8 caratteri")
    unusual = "" if fixed[6:14].isdigit() else "gli 8 caratteri dopo la E non sono tutti cifre"
    return Checked(fixed, unusual=unusual, repaired=repaired)


def same_pod(one: str, other: str) -> bool:
    """Compare two PODs on the first 14 characters: the fifteenth is an optional control character."""
    return pod(one).value[:14] == pod(other).value[:14]


def pdr(text: str) -> Checked:
    """Check a gas delivery point: 14 digits, a leading IT is dropped; no check digit is known."""
    code = compact(text).removeprefix("IT")
    return Checked(code, "" if re.fullmatch(r"[0-9]{14}", code) else "attese 14 cifre")


def censimp(text: str) -> Checked:
    """Check the plant code of Terna's GAUDÌ register (``IM_1234567``); UP and UPN codes are units, not plants."""
    code = _unlabelled(re.sub(r"\s+", "", text).upper(), "CODICECENSIMP", "CENSIMP")
    if code.startswith("UP"):
        return Checked(code, "è il codice di una unità di produzione, non di un impianto")
    return Checked(code, "" if re.fullmatch(r"IM_[0-9A-Z]{6,10}", code) else "atteso IM_ e 6-10 lettere o cifre")


def cap(text: str) -> Checked:
    """Check a postal code: five digits."""
    code = text.strip()
    return Checked(code, "" if re.fullmatch(r"[0-9]{5}", code) else "attese 5 cifre")


def provincia(text: str, *, birth: bool = False) -> Checked:
    """Turn a province, code or name in full, into its two letters; ``birth`` accepts abolished ones and EE abroad."""
    code = places.province_code(text, abolished=birth)
    return Checked(code or text.strip().upper(), "" if code else "attesa una sigla di provincia")


@lru_cache(maxsize=4096)
def email(text: str) -> Checked:
    """Check the syntax of an e-mail address; no DNS query. The domain comes back in lower case."""
    address = text.strip()
    try:
        found = validate_email(
            address, strict=True, check_deliverability=False, allow_smtputf8=False, globally_deliverable=False
        )
    except EmailNotValidError:
        return Checked(address, "atteso nome@dominio")
    top = found.ascii_domain.rsplit(".", 1)
    if len(top) < 2 or not re.fullmatch(r"[A-Za-z]{2,}|xn--[A-Za-z0-9-]+", top[1]):
        return Checked(address, "atteso nome@dominio")
    return Checked(f"{found.local_part}@{found.domain}")


def emails(text: str) -> tuple[Checked, ...]:
    """Check each address of a cell that may hold several (parted by semicolon, comma, slash or blanks), labels left out."""
    bare = re.sub(r"(?i)^\s*(?:e-?mail|mail|posta elettronica|pec)\s*:\s*", "", text)
    parts = (p.strip("<>()\"' ").rstrip(".,;") for p in re.split(r"[;,/\s]+", bare))
    return tuple(email(p) for p in parts if p)


_ITALIAN = re.compile(r"3[0-9]{8,9}|0[0-9]{5,10}|80[03][0-9]{3,6}")


def phones(text: str) -> tuple[Checked, ...]:
    """Check each number of a cell that may hold several (split at slash, semicolon, «e»).

    A slash between an area code and a number (``091/9407359``) does not split. Italian numbers: mobile, landline or
    toll-free; a foreign one begins with + and has 8 to 15 digits (E.164).
    """
    return tuple(phone(part) for part in _phone_parts(_phone_words(text)))


def _phone_words(text: str) -> str:
    """Return the numbers of a cell without the words around them: «Tel.», «cell.», «int. 12»; a word parts two numbers."""
    text = re.sub(r"\(?\bint(?:erno|\.)?\s*\d{1,4}\b\)?", "", text, flags=re.IGNORECASE)
    return re.sub(
        r"\b(?:tel(?:efono)?|cell(?:ulare)?|mobile|fax|uff(?:icio)?|h\s?24)\b\s*[.:]*", ";", text, flags=re.IGNORECASE
    )


def _phone_parts(text: str) -> list[str]:
    parts: list[str] = []
    for part in re.split(r"[;/\n,]|\s+(?:e|o|oppure)\s+|\s[-–]\s(?=[+0-9 ]{6})", text):
        if not part.strip():
            continue
        head = re.sub(r"\D", "", parts[-1]) if parts else ""
        if parts and 2 <= len(head) <= 4 and re.search(re.escape(parts[-1]) + r"\s*/", text):
            parts[-1] += part
        else:
            parts.append(part)
    return parts


def phone(text: str) -> Checked:
    """Check one telephone number and return it without blanks, in the national form when it is Italian."""
    bare = re.sub(r"[\s.\-()‐-―/]+", "", text)
    national = re.sub(r"^(?:\+|00)39(?=[03]|80)", "", bare)
    if _ITALIAN.fullmatch(national):
        return Checked(national)
    if bare.startswith("+") and not bare.startswith("+39") and re.fullmatch(r"\+[0-9]{8,15}", bare):
        return Checked(bare, unusual="numero estero")
    return Checked(bare, "atteso un numero italiano fisso o mobile")


def is_mobile(number: str) -> bool:
    """Tell whether a checked number is a mobile phone's (numbering plan of phonenumbers, else a leading 3)."""
    if not number.startswith("+"):
        return number.startswith("3")
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(number, None))
    except phonenumbers.NumberParseException:
        return False
    return bool(kind in {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE})
