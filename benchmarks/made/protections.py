"""The sheet of the protections and their settings."""

from __future__ import annotations

from benchmarks.made.blocks import Layout, W, declarant, signed

PROTECTION = ["regolazione", "tempo", "implementata", "attivazione"]
SPG = [
    ("i1", "Massima corrente (I>) 1a soglia"),
    ("i2", "Massima corrente 2a soglia (I>>)"),
    ("i3", "Massima corrente 3a soglia (I>>>)"),
    ("io1", "Massima corrente omopolare 1a soglia (Io>)"),
    ("io2", "Massima corrente omopolare 2a soglia (Io>>)"),
]
SPI = [
    ("59vi", "Massima tensione inversa (59Vi)"),
    ("27vd", "Minima tensione diretta (27Vd)"),
    ("59v0_sblocco", "Massima tensione residua sblocco voltmetrico (59V0)"),
    ("59v0", "Massima tensione residua (59V0)"),
    ("27s1", "Minima tensione (27.S1)"),
    ("27s2", "Minima tensione (27.S2)"),
    ("59s1", "Massima tensione (59.S1)"),
    ("59s2", "Massima tensione (59.S2)"),
    ("81min_s1", "Minima frequenza (81<.S1)"),
    ("81min_s2", "Minima frequenza (81<.S2)"),
    ("81max_s1", "Massima frequenza (81>.S1)"),
    ("81max_s2", "Massima frequenza (81>.S2)"),
]
GENERATION = [
    ("50", "Massima corrente istantanea (50)"),
    ("51", "Massima corrente ritardata (51)"),
    ("40", "Sottoeccitazione (40)"),
    *SPI[4:],
]


def sheet(lay: Layout, w: W) -> None:
    lay.heading("Scheda informazioni circa la funzionalità e le regolazioni delle protezioni", True)
    s = "scheda."
    declarant(lay, w, s + "dichiarante")
    lay.fields((s + "pod", w["pod_connessione"]))
    lay.choice(s + "tipo_utenza", "Tipo di utenza", [("produttore", "produttore"), ("auto_produttore", w["auto"])])
    lay.fields((s + "spg.marca_modello", "Sistema di Protezione Generale (marca e modello)"))
    head = [w["regolazione"], w["tempo"], "Protezione implementata", "Attivazione"]
    lay.matrix(["Protezione generale", *head], [(r, t, [f"{s}spg.{r}.{c}" for c in PROTECTION]) for r, t in SPG])
    lay.fields((s + "dg.marca_modello", "associato al Dispositivo Generale (marca e modello)"))
    lay.fields(
        (
            s + "trasformatori_energizzati_kva",
            "Potenza complessiva dei trasformatori contemporaneamente energizzati (kVA)",
        )
    )
    lay.fields((s + "trasformatori_parallelo_kva", "Potenza complessiva dei trasformatori in parallelo (kVA)"))
    lay.fields((s + "spi.marca_modello", "Sistema di Protezione di Interfaccia (marca e modello)"))
    lay.matrix(["Protezione interfaccia", *head], [(r, t, [f"{s}spi.{r}.{c}" for c in PROTECTION]) for r, t in SPI])
    lay.question(s + "spi.comando_locale", "Comando locale")
    lay.fields((s + "ddi.marca_modello", "associato al Dispositivo di Interfaccia (marca e modello)"))
    lay.sub("Regolazioni protezioni unità di generazione")
    lay.choice(
        s + "generazione.tipologia",
        "Tipologia generatore",
        [
            ("sincrono", "Sincrono"),
            ("asincrono", "Asincrono"),
            ("statico", "Statico"),
            ("eolico_fc", "Eolico FC"),
            ("eolico_dfig", "Eolico DFIG"),
            ("accumulo", "Accumulo"),
        ],
    )
    lay.fields((s + "generazione.marca_modello", "Marca e modello"))
    lay.matrix(["Protezione", *head], [(r, t, [f"{s}generazione.{r}.{c}" for c in PROTECTION]) for r, t in GENERATION])
    lay.fields(
        (s + "comunicazione_data", "Regolazioni comunicate dal Gestore in data"),
        (s + "comunicazione_protocollo", "con lettera prot."),
    )
    lay.fields((s + "data", "Data"))
    signed(lay, w, s)
