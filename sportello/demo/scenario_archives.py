"""Zips of the day: two that open, with good and bad entries, and one for each way of being refused whole."""

from __future__ import annotations

from functools import partial

from domain.documents import Kind, State
from sportello.demo import archives, broken, writing
from sportello.demo.desk import Desk, Letter, Make
from sportello.demo.people import ACQUETRONELLO, DUEFIAMME, GASDELTA, IDROVALLE, LUCEVERA, Company


def _entry(desk: Desk, company: Company, path: str, letter: Letter | None, code: str, why: str) -> None:
    state = State.REJECTED if code else State.ACCEPTED
    kind = None if code else Kind.REPLY
    desk.note(company, path, state, code=code, kind=kind, letter=letter, complete=None if code else True, why=why)


def mixed_archive(desk: Desk) -> None:
    """Three good entries, a wrong suffix, a free name, a Word document: entries are judged one by one (UPL-07)."""
    good = [desk.publish(LUCEVERA, 8 + n) for n in range(3)]
    waiting = desk.publish(LUCEVERA, 9)
    zip_path = "risposte/lotto_mattina.zip"
    wrong = f"{waiting.reply.split('_')[0]}_99.PDF"
    names = [f"{good[0].reply}.PDF", f"{good[1].reply}.pdf", f"{good[2].reply}.PDF"]

    def make() -> bytes:
        files = {
            name: writing.reply(letter, size=10 + n) for n, (name, letter) in enumerate(zip(names, good, strict=True))
        }
        files |= {wrong: writing.reply(waiting), "risposta finale.pdf": writing.plain_reply(waiting)}
        return archives.zipped(files | {f"{waiting.reply}.docx": broken.as_docx("Risposta")})

    desk.drop(LUCEVERA, zip_path, make, State.ACCEPTED, kind=Kind.ARCHIVE, why="zip con voci buone e cattive")
    for name, letter in zip(names, good, strict=True):
        _entry(desk, LUCEVERA, f"{zip_path}!/{name}", letter, "", "voce buona")
    _entry(desk, LUCEVERA, f"{zip_path}!/{wrong}", None, "E001", "il suffisso non è quello della lettera")
    _entry(desk, LUCEVERA, f"{zip_path}!/risposta finale.pdf", None, "E001", "nome libero dentro lo zip")
    _entry(desk, LUCEVERA, f"{zip_path}!/{waiting.reply}.docx", None, "E002", "voce in formato Word")


def water_archive(desk: Desk) -> None:
    """Two good entries, a letter of another company, a name with accents."""
    good = [desk.publish(IDROVALLE, 9 + n) for n in range(2)]
    other = desk.publish(ACQUETRONELLO, 9)
    zip_path = "risposte/invio multiplo.ZIP"
    accents = "Risposta perché sollecitata.pdf"

    def make() -> bytes:
        files = {f"{letter.reply}.PDF": writing.reply(letter, colour="#1d6f7a") for letter in good}
        return archives.zipped(
            files | {f"{other.reply}.PDF": writing.reply(other), accents: writing.plain_reply(other)}
        )

    desk.drop(IDROVALLE, zip_path, make, State.ACCEPTED, kind=Kind.ARCHIVE, why="zip con voci buone e cattive")
    for letter in good:
        _entry(desk, IDROVALLE, f"{zip_path}!/{letter.reply}.PDF", letter, "", "voce buona")
    _entry(desk, IDROVALLE, f"{zip_path}!/{other.reply}.PDF", None, "E001", "lettera di un altro operatore")
    _entry(desk, IDROVALLE, f"{zip_path}!/{accents}", None, "E001", "nome libero con accenti")


def refused_archives(desk: Desk) -> None:
    """Send a truncated zip, a bomb, an empty one, a PDF named .zip: refused whole (E013), no entry is taken."""
    letter = desk.publish(DUEFIAMME, 10)
    name = f"{letter.reply}.PDF"
    plan: tuple[tuple[Company, str, Make, str], ...] = (
        (DUEFIAMME, "interrotto.zip", lambda: archives.zipped({name: writing.reply(letter)})[:3_000], "zip troncato"),
        (ACQUETRONELLO, "gonfiato.zip", partial(archives.bomb, name, 120), "espansione di mille a uno"),
        (GASDELTA, "lotto.zip", partial(writing.plain_reply, letter), "un PDF rinominato .zip"),
        (IDROVALLE, "vuoto.zip", partial(archives.zipped, {}), "zip senza voci"),
    )
    for company, file, make, why in plan:
        desk.drop(company, f"risposte/{file}", make, State.REJECTED, code="E013", kind=Kind.ARCHIVE, why=why)


def refused_entries(desk: Desk) -> None:
    """Send zips that open but whose one entry cannot be taken (E013): encrypted, a zip itself, a path that leads out."""
    letter, water = desk.publish(DUEFIAMME, 10), desk.publish(ACQUETRONELLO, 10)
    name = f"{letter.reply}.PDF"

    def locked() -> bytes:
        return archives.encrypted(name, writing.reply(letter), "segreta")

    def outward() -> bytes:
        return archives.zipped({f"../../{name}": writing.reply(letter)})

    def nested() -> bytes:
        return archives.zipped({"lotto.zip": archives.zipped({f"{water.reply}.PDF": writing.reply(water)})})

    plan: tuple[tuple[Company, str, str, Make, str], ...] = (
        (DUEFIAMME, "cifrato.zip", name, locked, "voce cifrata"),
        (DUEFIAMME, "uscita.zip", f"../../{name}", outward, "percorso che esce dallo zip"),
        (ACQUETRONELLO, "annidato.zip", "lotto.zip", nested, "zip dentro lo zip"),
    )
    for company, file, entry, make, why in plan:
        desk.drop(company, f"risposte/{file}", make, State.ACCEPTED, kind=Kind.ARCHIVE, why=why)
        _entry(desk, company, f"risposte/{file}!/{entry}", None, "E013", why)
