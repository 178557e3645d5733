"""What stands on the form, in order, in words of its own; how it is drawn is the layout's business."""

from __future__ import annotations

from typing import Protocol


class Layout(Protocol):
    def heading(self, text: str, new_page: bool = False) -> None: ...
    def sub(self, text: str) -> None: ...
    def prose(self, text: str) -> None: ...
    def fields(self, *pairs: tuple[str, str]) -> None: ...
    def choice(
        self,
        field: str,
        label: str,
        options: list[tuple[str, str]],
        texts: dict[str, str] | None = None,
        stacked: bool = False,
    ) -> None: ...
    def question(self, field: str, label: str, rest: str = "", unit: str = "") -> None: ...
    def questions_table(self, rows: list[tuple[str, str, str]]) -> None: ...
    def records(self, prefix: str, columns: list[tuple[str, str]], count: int) -> None: ...
    def matrix(self, head: list[str], rows: list[tuple[str, str, list[str]]]) -> None: ...
    def tick(self, field: str, label: str) -> None: ...
    def signatures(self, *pairs: tuple[str, str]) -> None: ...
    def drawing(self, field: str, label: str) -> None: ...


W = dict[str, str]


def persona(lay: Layout, w: W, prefix: str) -> None:
    if w["persona_order"] == "cognome":
        lay.fields((f"{prefix}.cognome", "Cognome"), (f"{prefix}.nome", "Nome"), (f"{prefix}.codice_fiscale", w["cf"]))
        lay.fields(
            (f"{prefix}.nato_a", w["nato"]),
            (f"{prefix}.nato_provincia", w["prov"]),
            (f"{prefix}.nato_il", w["nato_il"]),
        )
    else:
        lay.fields((f"{prefix}.nome", "Nome"), (f"{prefix}.cognome", "Cognome"))
        lay.fields(
            (f"{prefix}.nato_a", w["nato"]),
            (f"{prefix}.nato_provincia", w["prov"]),
            (f"{prefix}.nato_il", w["nato_il"]),
        )
        lay.fields((f"{prefix}.codice_fiscale", w["cf"]))
    lay.fields((f"{prefix}.residente_in", w["residente"]), (f"{prefix}.residenza_via", w["via"]))
    lay.fields(
        (f"{prefix}.residenza_comune", w["comune"]),
        (f"{prefix}.residenza_provincia", w["prov"]),
        (f"{prefix}.residenza_cap", w["cap"]),
    )


def contacts(lay: Layout, w: W, prefix: str, who: str) -> None:
    lay.fields((f"{prefix}.nome_cognome", f"{w['nome_cognome']} {who}"))
    lay.fields((f"{prefix}.telefono", w["tel"]), (f"{prefix}.fax", "Fax"))
    lay.fields((f"{prefix}.email", w["email"]), (f"{prefix}.pec", "PEC"))


def declarant(lay: Layout, w: W, prefix: str, choice: bool = True) -> None:
    lay.fields((f"{prefix}.nome", w["sottoscritto"]))
    if choice:
        lay.choice(f"{prefix}.qualita", "in qualità di", QUALITY, stacked=True)
    else:
        lay.fields((f"{prefix}.qualita", "in qualità di"))
    lay.fields((f"{prefix}.ditta", w["ditta"]))
    lay.fields((f"{prefix}.settore", "operante nel settore"))
    lay.fields((f"{prefix}.abilitazione", w["abilitazione"]))


QUALITY = [
    ("responsabile_tecnico", "Responsabile tecnico (comma 40.5, lett. a del TIQE)"),
    ("professionista", "Professionista (comma 40.5, lett. b del TIQE)"),
    ("responsabile_ufficio_tecnico", "Responsabile dell'ufficio tecnico interno (comma 40.5, lett. c del TIQE)"),
]


def write_form(lay: Layout, w: W) -> None:
    """Write the whole form on a layout with the wordings ``w``."""
    front(lay, w)
    annexes(lay, w)
    addendum(lay, w)
    sheet(lay, w)
    last_annexes(lay, w)


def front(lay: Layout, w: W) -> None:
    lay.heading("Regolamento di Esercizio in parallelo con la rete MT")
    lay.heading(w["generalita"])
    persona(lay, w, "generalita.utente")
    lay.prose("di seguito denominato Utente Attivo, che sottoscrive nella veste di:")
    lay.choice(
        "generalita.qualita", "",
        [("titolare", "titolare o avente la disponibilità dell'impianto"), ("legale_rappresentante", "in qualità di"), ("mandatario", "Mandatario con rappresentanza di (compilare sotto)")],
        {"legale_rappresentante": "generalita.qualita_di"}, stacked=True,
    )  # fmt: skip
    lay.fields(("generalita.soggetto.denominazione", w["societa"]))
    lay.fields(("generalita.soggetto.sede", w["sede"]))
    lay.fields(("generalita.soggetto.codice_fiscale", w["cf"]), ("generalita.soggetto.partita_iva", w["piva"]))
    lay.fields(("generalita.soggetto.pec", "PEC"))
    lay.sub(w["mandante"])
    persona(lay, w, "generalita.mandante")
    lay.heading("Caratteristiche dell'impianto di produzione", True)
    i = "impianto."
    lay.fields((i + "denominazione", "Denominazione impianto"))
    lay.fields((i + "indirizzo", "Indirizzo"), (i + "localita", "Località"))
    lay.fields((i + "comune", "Comune"), (i + "provincia", w["prov"]))
    lay.fields((i + "pod", w["pod"]))
    lay.fields((i + "potenza_immissione_kw", w["immissione"]), (i + "potenza_prelievo_kw", w["prelievo"]))
    lay.choice(
        i + "prelievo_destinazione", "Destinazione della potenza in prelievo",
        [("ausiliari", "unicamente ai servizi ausiliari d'impianto"), ("ausiliari_e_altro", "servizi ausiliari e altro centro di consumo")], stacked=True,
    )  # fmt: skip
    lay.fields((i + "tipologia_sspc", "Tipologia SSPC"), (i + "censimp", w["censimp"]))
    lay.question(i + "accumulo", "Presenza di sistema di accumulo")
    lay.fields((i + "potenza_nominale_kw", w["nominale"]))
    lay.fields((i + "fonte", w["fonte"]), (i + "tipo", "Tipo di impianto"))
    lay.heading("Art. 3 - Caratteristiche del collegamento")
    lay.prose("L'impianto è allacciato alla cabina di consegna così individuata:")
    lay.fields(("cabina.numero", w["cabina_n"]), ("cabina.denominazione", "Denominazione cabina"))
    lay.fields(("cabina.via", "Ubicata in via"))
    lay.fields(("cabina.comune", "Comune di"), ("cabina.provincia", "Provincia di"))
    lay.heading("Art. 4 - Caratteristiche dell'impianto e del sistema di protezione")
    lay.prose(
        "L'Utente Attivo dichiara che l'impianto rispetta la norma CEI 0-16 e che la potenza disponibile in immissione non sarà superata; il comune e la provincia sono informati a cura del Gestore."
    )
    lay.heading("Art. 14 - Allegati")
    lay.prose("Gli Allegati da 1 a 7 sono parte integrante del Regolamento.")
    lay.fields(("sottoscrizione.localita", "Località"), ("sottoscrizione.data", "Data"))
    lay.signatures(("sottoscrizione.firma_utente", w["firma_utente"]))


def annexes(lay: Layout, w: W) -> None:
    lay.heading("ALLEGATO 1 - Schema elettrico unifilare", True)
    lay.drawing("allegato1.schema", "Schema elettrico unifilare dell'impianto")
    lay.signatures(("allegato1.firma_tecnico", "Timbro e firma del tecnico abilitato"))
    lay.heading("ALLEGATO 2 - Caratteristiche dell'alimentazione", True)
    a = "allegato2."
    lay.fields((a + "pod", w["pod"]))
    lay.fields((a + "potenza_prelievo_kw", w["prelievo"]), (a + "potenza_immissione_kw", w["immissione"]))
    lay.fields((a + "indirizzo", "Indirizzo"))
    lay.fields((a + "comune", "Comune"), (a + "provincia", w["prov"]))
    lay.prose("Tensione nominale 10 kV; esercizio del neutro isolato; corrente di corto circuito trifase 12,5 kA.")
    lay.heading("ALLEGATO 3 - Elenco e recapiti del personale autorizzato", True)
    lay.sub("3a Recapiti del Gestore")
    lay.prose("Telefono: 0923 555 125 - e-mail: tecnico@gestore.example - PEC: gestore@pec.example")
    lay.sub(w["3b"])
    a = "allegato3."
    persona(lay, w, a + "utente")
    lay.fields((a + "utente.pec", "Indirizzo PEC"))
    lay.fields((a + "pod", w["pod"]))
    lay.sub("3c Cliente finale (se diverso dall'Utente Attivo)")
    persona(lay, w, a + "cliente_finale")
    lay.fields((a + "cliente_finale.pec", "Indirizzo PEC"))
    lay.sub("Personale di riferimento per l'Utente Attivo")
    contacts(lay, w, a + "riferimento.rif", "RIF")
    contacts(lay, w, a + "riferimento.ri", "RI")
    lay.sub("Personale reperibile h24")
    contacts(lay, w, a + "reperibile.rif", "RIF")
    contacts(lay, w, a + "reperibile.ri", "RI")
    lay.fields((a + "luogo_data", w["luogo_data"]))
    lay.signatures((a + "firma_utente", w["firma_utente"]), (a + "firma_cliente_finale", w["firma_cliente"]))


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


def signed(lay: Layout, w: W, prefix: str) -> None:
    lay.signatures(
        (prefix + "firma_dichiarante", w["firma_dichiarante"]),
        (prefix + "firma_utente", w["visione_utente"]),
        (prefix + "firma_cliente_finale", w["visione_cliente"]),
    )


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


def last_annexes(lay: Layout, w: W) -> None:
    lay.heading("ALLEGATO 5 - Descrizione sintetica di apparecchiature sensibili o disturbanti", True)
    a = "allegato5."
    lay.sub("Apparecchiature potenzialmente disturbanti")
    lay.question(a + "motori_asincroni", "Motori asincroni")
    lay.fields(
        (a + "motori_continui_kw", "a funzionamento continuo: P nom (kW)"),
        (a + "motori_intermittenti_kw", "a funzionamento intermittente: P nom (kW)"),
    )
    lay.fields((a + "motori_avviamenti", "Avviamenti (n/ora)"))
    lay.question(a + "saldatrici", "Saldatrici, puntatrici, ecc.")
    lay.fields((a + "saldatrici_kva", "Potenza nominale (kVA)"), (a + "saldatrici_impulsi", "Impulsi (n/minuto)"))
    lay.question(a + "forni_arco", "Forni ad arco in corrente alternata")
    lay.fields((a + "forni_arco_kva", "Potenza nominale (kVA)"))
    lay.question(a + "compensazione", "Sistema di compensazione statico", a + "compensazione_kva", "[kVA]")
    lay.question(a + "reattanza", "Reattanza serie di limitazione", a + "reattanza_mh", "[mH]")
    lay.question(a + "elettronica_potenza", "Elettronica di potenza")
    lay.fields((a + "elettronica_potenza_kva", "Potenza nominale (kVA)"))
    lay.question(a + "rifasamento", "Sistemi di rifasamento (condensatori e filtri passivi)")
    lay.question(
        a + "bobina_sbarramento", "con bobina di sbarramento", a + "bobina_sbarramento_valore", "[ordine e kVar]"
    )
    lay.sub("Apparecchiature potenzialmente sensibili")
    for field, label in (
        ("elaborazione_dati", "Sistemi di elaborazione dati"),
        ("elaborazione_dati_ups", "UPS"),
        ("controllo_processo", "Sistemi di controllo di processo"),
        ("controllo_processo_ups", "UPS"),
        ("lampade_scarica", "Sistemi di illuminazione con lampade a scarica"),
        ("altro", "Altro"),
        ("altro_ups", "UPS"),
    ):
        lay.question(a + field, label)
    lay.heading("ALLEGATO 6 - Curva di capability delle singole unità di generazione", True)
    a = "allegato6."
    declarant(lay, w, a + "dichiarante", choice=False)
    lay.fields((a + "cognome", "Cognome"), (a + "nome", "Nome"))
    lay.fields((a + "indirizzo", "sito in Indirizzo"), (a + "localita", "Località"))
    lay.fields((a + "comune", "Comune"), (a + "provincia", "Provincia di"))
    lay.fields((a + "pod", w["pod_connessione"]))
    lay.drawing(a + "curva", "Curva di capability (P,Q)")
    lay.fields((a + "data", "Data"))
    signed(lay, w, a)
    annex7(lay, w)


def annex7(lay: Layout, w: W) -> None:
    lay.heading("ALLEGATO 7 - Scheda di informazione sui rischi specifici", True)
    a = "allegato7."
    lay.fields((a + "data", "Data"), (a + "utente", "Utente Attivo o Terzo"))
    lay.fields((a + "via", "Località dell'intervento: Via"), (a + "comune", "Comune"))
    lay.fields((a + "attivita", "Denominazione attività"))
    lay.fields((a + "rif_nominativo", "Nominativo della persona di riferimento (RIF)"))
    lay.fields((a + "tratto_da", "Tratto compreso da"), (a + "tratto_a", "a"))
    lay.fields((a + "dispositivo_monte", "Dispositivo a monte"), (a + "dispositivo_valle", "Dispositivo a valle"))
    lay.fields((a + "cavo_tra", "Cavo di collegamento tra"), (a + "cavo_mediante", "e gruppo di misura mediante"))
    lay.sub("Informazioni date dal Cliente")
    lay.questions_table(
        [
            (a + f, t, a + f + "_testo")
            for f, t in (
                ("interferenze", "Eventuali interferenze con altri lavori"),
                ("vie_accesso", "Vie di accesso, di circolazione e di fuga"),
                ("pronto_soccorso", "Ubicazione presidi di pronto soccorso"),
                ("idranti", "Ubicazione idranti estintori"),
                ("quadri", "Ubicazione quadri elettrici"),
                ("illuminazione", "Illuminazione artificiale e di emergenza"),
                ("areazione", "Areazione locali"),
                ("ingombri", "Eventuali ingombri"),
                ("altro", "Altro"),
            )
        ]
    )
    lay.sub("Elenco dei rischi dell'ambiente di lavoro")
    lay.questions_table(
        [
            (a + f, t, a + f + "_misure")
            for f, t in (
                ("rumore", "Rumore"),
                ("polveri", "Polveri"),
                ("caduta_gravi", "Caduta gravi"),
                ("scivolamento", "Scivolamento in piano"),
                ("sostanze", "Sostanze dannose e/o pericolose"),
            )
        ]
    )
    for field, label in (
        ("rumore_dpi", "Cuffia antirumore"),
        ("polveri_dpi", "Visiera o occhiali di protezione"),
        ("caduta_gravi_dpi", "Elmetto di protezione"),
        ("scivolamento_dpi", "Calzature di lavoro"),
        ("sostanze_dpi", "Tute o vestiario speciali"),
    ):
        lay.tick(a + field, label)
    lay.fields((a + "sottoscritto", w["sottoscritto"]))
    lay.fields((a + "firma_data", "Data"))
    lay.signatures((a + "firma", "Firma"))
