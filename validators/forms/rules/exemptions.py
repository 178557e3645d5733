"""Rules without an outcome of their own: exemptions, a parameter, and one that is reported under another code.

They stand here for their manual page. ``SPOKEN_BY`` names the rules whose findings show their effect: the failing
example of each makes one of those speak.
"""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from validators.forms.look import Look
from validators.forms.rules.general_protection import DEMANDS, PARALLEL, RUNNING, WITHOUT
from validators.forms.shape import WARNING, form_rule, ko, ok, rde

SPOKEN_BY = {
    "X-18a": ("X-18b",),
    "X-25": ("TAR-10",),
    "TAR-04": ("TAR-02a",),
    "TAR-08c": ("TAR-08a",),
    "TAR-11": ("TAR-02a", "TAR-06a", "TAR-08a"),
}


@form_rule(
    "X-18a",
    "Requisiti semplificati: esonero",
    "Potenze dei trasformatori non richieste: requisiti semplificati.",
    severity=WARNING,
    source=rde("Allegato 4 Scheda, Informazioni aggiuntive", "TIQE commi 39.2 e 39.3"),
    passing=ok("semplificati: potenze vuote ammesse", {DEMANDS: ["semplificati"], RUNNING: None, PARALLEL: None}),
    failing=ko("senza esonero le potenze vuote si segnalano (X-18b)", {RUNNING: None, PARALLEL: None}),
    applies_to="requisiti semplificati dichiarati: esonero, non può fallire",
)
def simplified_are_excused(_form: Look) -> Iterator[Finding]:
    """Con i requisiti semplificati le due potenze dei trasformatori e la frase sui cavi con la 51N non sono dovute."""
    yield from ()


@form_rule(
    "X-25",
    "Finestre dei generatori non più strette dell'SPI",
    "Si veda TAR-10.",
    severity=WARNING,
    source=rde("Allegato 2, tabella SPI oltre 30 kW, nota (1); Art. 4.1"),
    passing=ok("finestre uguali o più larghe"),
    failing=ko("59.S1 del generatore sotto quella dell'SPI (TAR-10)", {"scheda.generazione.59s1.regolazione": 105}),
    applies_to="come TAR-10, che riporta l'esito una volta sola",
)
def windows_of_generators(_form: Look) -> Iterator[Finding]:
    """È la stessa prova di TAR-10 e si riporta solo là."""
    yield from ()


@form_rule(
    "TAR-04",
    "Tolleranze",
    "Tolleranza applicata: {tolleranza}.",
    source=rde("Allegato 2, tabella SPI oltre 30 kW, note (2) e (3)", "tolleranze di volt, ampere e Hz: (A, AMB-31)"),
    passing=ok("27.S1 a 1,54 s: entro il 3 %", {"scheda.spi.27s1.tempo": 1.54}),
    failing=ko(
        "81>.S1 a 50,3 Hz: il 3 % non vale per le frequenze (TAR-02a)", {"scheda.spi.81max_s1.regolazione": 50.3}
    ),
    applies_to="ogni confronto con un valore di riferimento: parametro, nessun esito proprio",
)
def tolerances(_form: Look) -> Iterator[Finding]:
    """Tempi ± 3 %, volt e ampere ± 0,5 %, frequenze ± 0,05 Hz.

    Il 3 % è stampato per i tempi della tabella oltre 30 kW ed esteso alle altre due. Mai su una frequenza: 50,2 Hz più
    il 3 % lascerebbe passare 51,5 Hz. Ogni esito di TAR-02 dice la tolleranza applicata.
    """
    yield from ()


@form_rule(
    "TAR-08c",
    "Soglie restrittive con segnale esterno: esonero",
    "Soglia restrittiva non richiesta: funziona solo con il segnale esterno.",
    severity=WARNING,
    source=rde("Allegato 2, tabella SPI sotto 30 kW, note ** e x"),
    passing=ok(
        "sotto 30 kW la 81<.S1 può non essere attiva",
        {"impianto.potenza_nominale_kw": 25, "scheda.spi.81min_s1.attivazione": "NP"},
    ),
    failing=ko("oltre 30 kW la 81<.S1 non attiva si segnala (TAR-08a)", {"scheda.spi.81min_s1.attivazione": "NP"}),
    applies_to="impianti fino a 30 kW, 81<.S1 e 81>.S1: esonero, non può fallire",
)
def external_signal(_form: Look) -> Iterator[Finding]:
    """Fino a 30 kW le soglie restrittive di frequenza servono il segnale esterno: possono essere NO o N.P."""
    yield from ()


@form_rule(
    "TAR-11",
    "Dati SPG non dovuti",
    "Dati SPG non previsti: il DG è {valore}.",
    severity=WARNING,
    source=rde("Allegato 4 Scheda, frase prima della tabella SPG"),
    passing=ok("IMS con fusibili: tabella SPG vuota ammessa", WITHOUT),
    failing=ko("senza esonero la tabella vuota si segnala (TAR-08a)", {"scheda.spg.*": None}),
    applies_to="DG di tipo IMS con fusibili o IVOR, o SPG assente: esonero, non può fallire",
)
def spg_data_excused(_form: Look) -> Iterator[Finding]:
    """Con un IMS con fusibili o un IVOR nessuna cella del SPG è dovuta o confrontata; le contraddizioni sono di X-16."""
    yield from ()
