"""Annex 4: the technical addendum with its tables of devices."""

from __future__ import annotations

from benchmarks.made.blocks import Layout, W, declarant, signed

STATICI = [
    ("riferimento", "Rif. schema"),
    ("marca", "Marca"),
    ("modello", "Modello"),
    ("matricola", "Matricola"),
    ("potenza_nominale_kw", "Potenza nominale (kW)"),
    ("tensione_nominale_v", "Tensione nominale (V)"),
    ("range_cosphi", "Range cosφ"),
    ("icc_in", "Icc/In"),
    ("potenza_kwp", "Potenza FV (kWp)"),
]
ACCUMULI = [
    ("riferimento", "Rif. schema"),
    ("marca", "Marca"),
    ("modello", "Modello"),
    ("pn_kw", "Pn (kW)"),
    ("cn_kwh", "Cn (kWh)"),
    ("pninv_kw", "PNINV (kW)"),
    ("interfaccia_integrata", "Interfaccia integrata"),
    ("modalita_assorbimento", "Modalità di assorbimento"),
    ("punto_installazione", "Punto di installazione"),
    ("schema_connessione", "Schema di connessione"),
]
RIDUTTORI_SPG = [
    ("marca", "Marca"),
    ("modello", "Modello"),
    ("tipo", "Tipo"),
    ("rapporto", "Rapporto / Valore primario"),
    ("classe", "Classe"),
    ("prestazione", "Prestazione"),
]
RIDUTTORI_SPI = [
    ("marca", "Marca"),
    ("modello", "Modello"),
    ("rapporto_primario", "Valore primario"),
    ("rapporto", "Rapporto"),
    ("classe", "Classe"),
    ("prestazione", "Prestazione"),
]
DEVICES = ["Dispositivo", "Marca e modello", "Numero", "Tipo", "CEI EN", "Rif. schema", "Interblocchi"]


def addendum(lay: Layout, w: W) -> None:
    lay.heading("ALLEGATO 4 - Addendum tecnico al Regolamento di esercizio", True)
    a = "allegato4."
    declarant(lay, w, a + "dichiarante")
    lay.prose(
        "ai sensi del D.M. 37/08, sotto la propria responsabilità, dichiara che gli impianti sono eseguiti a regola d'arte."
    )
    lay.fields((a + "pod", w["pod_connessione"]))
    lay.choice(a + "tipo_utenza", "Tipo di utenza", [("produttore", "produttore"), ("auto_produttore", w["auto"])])
    lay.fields((a + "potenza_disponibile_kw", "Potenza disponibile (kW)"))
    lay.sub("Sistema di rifasamento")
    lay.fields((a + "rifasamento.potenza_kvar", "Potenza (kVAr)"), (a + "rifasamento.tipologia", "Tipologia"))
    lay.fields((a + "rifasamento.modalita", "Modalità di inserimento"), (a + "rifasamento.note", "Note"))
    lay.sub("L'impianto è costituito dai seguenti generatori statici")
    lay.records(a + "generatori", STATICI, 3)
    lay.sub("L'impianto è costituito dai seguenti sistemi di accumulo")
    lay.records(a + "accumuli", ACCUMULI, 2)
    lay.sub("Caratteristiche dei dispositivi principali")
    lay.matrix(
        DEVICES,
        [
            (
                r,
                t,
                [
                    f"{a}dispositivi.{r}.{c}"
                    for c in ("marca_modello", "numero", "tipo", "cei_en", "rif_schema", "interblocchi")
                ],
            )
            for r, t in (("dg", "Generale (DG)"), ("ddi", "Interfaccia (DDI)"), ("ddg", "di Generatore"))
        ],
    )
    lay.sub("Dispositivo di Interfaccia (DDI)")
    lay.choice(a + "ddi.tensione", w["livello"], [("MT", "MT"), ("BT", "BT")])
    lay.choice(
        a + "ddi.posizionamento",
        "Posizionamento rispetto ai generatori",
        [("interno", "interno"), ("esterno", "esterno")],
    )
    lay.question(a + "ddi.rincalzo", "Dispositivo di rincalzo alla mancata apertura")
    lay.choice(
        a + "ddi.rincalzo_previsti",
        "Dispositivi di rincalzo previsti",
        [("DG", "DG"), ("DDG", "DDG"), ("ALTRO", "ALTRO"), ("NO", "NO")],
    )
    lay.fields((a + "ddi.rincalzo_altro", "Altro (specificare)"))
    lay.sub("Caratteristiche del Sistema di Protezione Generale (SPG)")
    lay.choice(
        a + "spg.stato", "Il Sistema di Protezione Generale (SPG) è",
        [("conforme_cei_0_16", "presente e conforme alla norma CEI 0-16"), ("conforme_prescrizioni_precedenti", "presente e conforme alle prescrizioni precedenti"), ("assente", "assente (IMS con fusibili o IVOR)")], stacked=True,
    )  # fmt: skip
    lay.fields((a + "spg.marca", "Marca"), (a + "spg.modello", "Modello"))
    lay.fields((a + "spg.firmware", "Firmware"), (a + "spg.software", "Software"))
    lay.choice(
        a + "spg.posizionamento", "Posizionamento rispetto al DG", [("integrato", "integrato"), ("esterno", "esterno")]
    )
    lay.choice(
        a + "spg.bobina",
        "Bobina di apertura del DG",
        [("mancanza_tensione", "a mancanza di tensione"), ("lancio_corrente", "a lancio di corrente")],
    )
    lay.choice(
        a + "requisiti", "",
        [("prove_modalita", "Requisiti e prove di cui alle Modalità"), ("semplificati", "Requisiti semplificati (commi 39.2 e 39.3)"), ("lettera_a1", "Requisiti di cui alla lettera A.1"), ("lettera_a2", "Requisiti di cui alla lettera A.2"), ("prove_a3", "Prove di cui alla lettera A.3")], stacked=True,
    )  # fmt: skip
    lay.choice(
        a + "log",
        "",
        [
            ("protezioni_generali", "Disponibilità di log sulle protezioni generali"),
            ("scada", "Disponibilità di log sul sistema SCADA"),
        ],
        stacked=True,
    )
    lay.sub("Caratteristiche del Sistema di Protezione di Interfaccia (SPI)")
    lay.fields((a + "spi.marca", "Marca"), (a + "spi.modello", "Modello"), (a + "spi.firmware", "Firmware"))
    lay.choice(a + "spi.numero", "Numero SPI", [(n, n) for n in ("1", "2", "3", ">3")])
    lay.fields((a + "teledistacco_censimp", "Elenco impianti sottesi al teledistacco (codici CENSIMP)"))
    lay.sub("Tabella riduttori associati al SPG")
    lay.records(a + "riduttori_spg", RIDUTTORI_SPG, 2)
    lay.sub("Tabella riduttori associati al SPI")
    lay.records(a + "riduttori_spi", RIDUTTORI_SPI, 2)
    lay.fields((a + "note_tecniche", "Note tecniche (eventuali)"))
    lay.fields((a + "data", "Data"))
    signed(lay, w, a)
