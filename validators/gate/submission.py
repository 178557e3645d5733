"""What the gate looks at: one upload with everything that intake, reading and the ledger know of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from domain.documents import Channel
from domain.names import LetterName, is_tirv, letter_stem_of, parse_name

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class GatePolicy:
    """Limits of the gate; every one is a setting (AMB-13, AMB-17, AMB-18). Sizes in binary megabytes, limit included."""

    reply_mb: int = 15
    communication_mb: int = 15
    tirv_mb: int = 8
    form_mb: int = 50
    connection_mb: int = 50
    replacement: timedelta = timedelta(hours=72)  # ARC-04
    label_characters: int = 16  # COM-01: fewer than 17
    connection_kinds: frozenset[str] = frozenset({"pdf", "jpeg", "png", "tiff", "p7m"})


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What the gate needs of the letter that an upload answers; ``replies``: instants of the accepted ones so far."""

    letter: str
    main_addressee: bool = True
    downloaded: bool = True
    replies: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Flaw:
    """A structural problem found while opening: its own code, what is wrong, what to do (Italian)."""

    code: str
    message: str
    cure: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """One upload.

    ``kind``: what the bytes are (pdf, zip, text, empty ...), ``kind_words`` the same in Italian. ``problem``: why the
    PDF, the archive or the archive's entry cannot be used. ``oddity``: link, folder or device instead of a file.
    ``selected``: stem of the letter whose folder the file lies in. ``letter``: the operator's letter that it answers,
    None when there is none. ``near_letter``: whether a letter with the same number but another suffix exists.
    ``unpackable``: an archive's entry of which there are no bytes. ``twin``: id of the earlier upload of the same bytes.
    ``trouble``: diagnosis of a technical failure. ``virus``: what the scanner found; then nobody opened the file.
    """

    name: str
    channel: Channel
    uploaded_at: datetime
    size: int = 1
    kind: str = "pdf"
    kind_words: str = "un documento PDF"
    operator_known: bool = True
    place_known: bool = True
    request: str | None = None
    oddity: str = ""
    in_archive: bool = False
    is_archive: bool = False
    problem: Flaw | None = None
    unpackable: bool = False
    selected: str | None = None
    letter: LetterFacts | None = None
    twin: str | None = None
    trouble: str | None = None
    virus: str | None = None
    policy: GatePolicy = field(default_factory=GatePolicy)

    @property
    def is_reply(self) -> bool:
        """Whether it is a reply, alone or inside an archive."""
        return self.channel is Channel.RISPOSTE and not self.is_archive

    @property
    def is_communication(self) -> bool:
        """Whether it is a free communication, TIRV rejections included."""
        return self.channel is Channel.COMUNICAZIONI

    @property
    def is_tirv(self) -> bool:
        """Whether the TIRV rules hold instead of the general ones (AMB-17)."""
        return self.is_communication and is_tirv(self.name)

    @property
    def reply_name(self) -> LetterName | None:
        """The parts of its name when it is a reply's name."""
        name = parse_name(self.name)
        return name if name is not None and letter_stem_of(self.name) else None

    @property
    def looked_up(self) -> str | None:
        """Stem of the letter that it means to answer: the folder's, or the one in its name."""
        return self.selected or letter_stem_of(self.name)


def a_submission(**but: Any) -> Submission:
    """Return the valid base case of the channel named in ``but`` (a reply unless said otherwise), so changed."""
    channel = Channel(but.pop("channel", Channel.RISPOSTE))
    base: dict[str, Any] = {"uploaded_at": datetime.fromisoformat("2025-03-10T10:00:00+01:00"), "size": 50_000}
    names = {
        Channel.RISPOSTE: "R-P-25-0001234_01.PDF",
        Channel.COMUNICAZIONI: "integrazione.pdf",
        Channel.MODULI: "regolamento.pdf",
        Channel.CONNESSIONI: "schema.pdf",
    }
    base["name"] = names.get(channel, "file.pdf")
    if channel is Channel.RISPOSTE:
        base["letter"] = LetterFacts("L-P-25-0001234_01")
    if channel is Channel.CONNESSIONI:
        base["request"] = "PR-1"
    return Submission(channel=channel, **{**base, **but})
