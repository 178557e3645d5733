"""Layout L: a LibreOffice document: sentences and labels over thin underlines, combs for codes and dates, circles to tick."""

from __future__ import annotations

from benchmarks.made.offices.l_annexes import Annexes
from benchmarks.made.offices.l_words import SINO, Blank, Boxes

# A sentence or a row of cells is one line here, as it is on the form.
# fmt: off


class L(Annexes):
    """Writes the whole form."""

    def write(self) -> None:
        self.front()
        self.plant()
        self.annex123()
        self.annex4()
        self.protections("allegato4.")
        self.sheet()
        self.annex5()
        self.annex6()
        self.annex7()

    def front(self) -> None:
        self.y += 6
        for text, font, size in (("REGOLAMENTO DI ESERCIZIO", "VeraBd", 13), ("dell'impianto di produzione in parallelo con la rete di media tensione", "Vera", 9)):
            self.say((self.left + self.right - self.wide(text, font, size)) / 2, self.y, text, font, size)
            self.y += 16
        self.title("Generalità")
        self.sentence("generalita.utente", "Il/La sottoscritto/a")
        self.flow("di seguito denominato/a Utente Attivo, che sottoscrive il presente Regolamento come (barrare la voce che interessa):")
        self.listed(
            "generalita.qualita",
            [("titolare", "titolare, ovvero avente la disponibilità dell'impianto di produzione"), ("legale_rappresentante", "in qualità di"), ("mandatario", "mandatario con rappresentanza della persona indicata più avanti")],
            {"legale_rappresentante": ("generalita.qualita_di", "della società o ente qui indicato")},
        )
        s = "generalita.soggetto."
        self.flow("della società/ente/condominio", Blank(s + "denominazione", 200, "Societa"), ", con sede in", Blank(s + "sede", 200, "Sede"), ", C.F.", Boxes(s + "codice_fiscale", 16, "Codice fiscale societa"), "P. IVA", Boxes(s + "partita_iva", 11, "Partita IVA"), ", PEC", Blank(s + "pec", 200, "PEC"))
        self.small("Persona rappresentata (solo se firma un mandatario)", 110)
        self.sentence("generalita.mandante", "Mandante:")

    def plant(self) -> None:
        i = "impianto."
        self.title("Impianto di produzione")
        self.flow(
            "L'impianto denominato", Blank(i + "denominazione", 220, "Denominazione"), ", ubicato in (indirizzo)", Blank(i + "indirizzo", 200, "Indirizzo"), ", località", Blank(i + "localita", 150, "Localita"), ", comune di", Blank(i + "comune", 140, "Comune"),
            ", provincia di", Blank(i + "provincia", 40, "Provincia"), ", è connesso alla rete MT tramite il POD", Boxes(i + "pod", 14, "POD"), ". La potenza disponibile in immissione è pari a", Blank(i + "potenza_immissione_kw", 60, "Immissione"),
            "kW; la potenza disponibile in prelievo è pari a", Blank(i + "potenza_prelievo_kw", 60, "Prelievo"), "kW.",
        )
        self.flow("La potenza disponibile in prelievo è destinata:", gap=15)
        self.listed(i + "prelievo_destinazione", [("ausiliari", "unicamente ai servizi ausiliari d'impianto"), ("ausiliari_e_altro", "ai servizi ausiliari d'impianto e/o ad altro centro di consumo")])
        self.lines((45, "Tipologia SSPC", i + "tipologia_sspc"), (55, "Codice CENSIMP (Terna)", i + "censimp"))
        self.asked("L'impianto prevede un sistema di accumulo", i + "accumulo", SINO)
        self.lines((50, "Potenza nominale dell'impianto", i + "potenza_nominale_kw", "kW"), (50, "Fonte", i + "fonte"))
        self.lines((100, "Tipo di impianto", i + "tipo"))
        self.title("Art. 3 - Collegamento alla rete")
        self.flow("L'impianto è allacciato alla rete MT mediante la cabina di consegna n°", Blank("cabina.numero", 80, "Numero"), "denominata", Blank("cabina.denominazione", 170, "Denominazione cabina"), ", sita in via", Blank("cabina.via", 180, "Via"), ", comune di", Blank("cabina.comune", 140, "Comune"), ", provincia di", Blank("cabina.provincia", 40, "Provincia"), ".")
        self.title("Art. 4 - Condizioni di esercizio")
        self.flow("L'Utente Attivo è tenuto a rispettare le prescrizioni della norma CEI 0-16 e a mantenere le tarature delle protezioni comunicate dal Gestore. Ogni variazione deve essere concordata per iscritto. Gli Allegati da 1 a 7 sono parte integrante del presente Regolamento.")
        self.lines((55, "Località", "sottoscrizione.localita"), (45, "Data", "sottoscrizione.data", "date"))
        self.signs(("sottoscrizione.firma_utente", "Timbro e firma per l'Utente Attivo"))

    def annex123(self) -> None:
        self.annex("1", "Schema elettrico unifilare")
        self.picture("allegato1.schema", 300, "diagram")
        self.y += 12
        self.signs(("allegato1.firma_tecnico", "Il tecnico abilitato (timbro e firma)"))
        self.annex("2", "Caratteristiche dell'alimentazione")
        a = "allegato2."
        self.lines((100, "POD", a + "pod", "boxes14"))
        self.lines((50, "Potenza disponibile in prelievo", a + "potenza_prelievo_kw", "kW"), (50, "in immissione", a + "potenza_immissione_kw", "kW"))
        self.lines((100, "Indirizzo", a + "indirizzo"))
        self.lines((70, "Comune", a + "comune"), (30, "Provincia", a + "provincia"))
        self.flow("Tensione nominale 15 kV; neutro a terra tramite impedenza; corrente di corto circuito trifase 12,5 kA; corrente di guasto monofase a terra 50 A.")
        self.annex("3", "Elenco e recapiti del personale autorizzato")
        self.title("3a - Gestore di rete")
        self.flow("Sala controllo: tel. 0165 555 019; PEC consorzio@pec.example")
        self.title("3b - Utente Attivo")
        a = "allegato3."
        self.sentence(a + "utente", "Sig./Sig.ra")
        self.lines((100, "indirizzo PEC", a + "utente.pec"))
        self.lines((100, "Codice POD del punto di connessione", a + "pod", "boxes14"))
        self.title("3c - Cliente finale, se diverso dall'Utente Attivo", 130)
        self.sentence(a + "cliente_finale", "Sig./Sig.ra")
        self.lines((100, "indirizzo PEC", a + "cliente_finale.pec"))
        self.title("Personale di riferimento dell'Utente Attivo", 140)
        self.duo(a + "riferimento")
        self.title("Personale reperibile 24 ore su 24", 140)
        self.duo(a + "reperibile")
        self.lines((100, "Luogo e data", a + "luogo_data"))
        self.signs((a + "firma_utente", "Per l'Utente Attivo (timbro e firma)"), (a + "firma_cliente_finale", "Per il Cliente finale (timbro e firma)"))

    def annex4(self) -> None:
        a = "allegato4."
        self.annex("4", "Addendum tecnico")
        self.declarant(a + "dichiarante")
        self.flow("dichiara sotto la propria responsabilità che l'impianto è realizzato a regola d'arte ai sensi del D.M. 37/2008.")
        self.lines((100, "Codice POD del punto di connessione principale", a + "pod", "boxes14"))
        self.asked("Tipo di utenza:", a + "tipo_utenza", [("produttore", "produttore"), ("auto_produttore", "auto produttore")])
        self.lines((60, "Potenza disponibile", a + "potenza_disponibile_kw", "kW"))
        self.small("Rifasamento (se presente)")
        r = a + "rifasamento."
        self.lines((40, "potenza", r + "potenza_kvar", "kVAr"), (60, "tipologia", r + "tipologia"))
        self.lines((100, "modalità di inserimento", r + "modalita"))
        self.lines((100, "note", r + "note"))
        self.title("Generatori statici", 110)
        for n in (1, 2, 3):
            g = f"{a}generatori.{n}."
            self.small(f"Generatore n. {n}", 90)
            self.lines((34, "Rif. schema", g + "riferimento"), (33, "Marca", g + "marca"), (33, "Modello", g + "modello"))
            self.lines((34, "Matricola", g + "matricola"), (33, "Pot. nominale", g + "potenza_nominale_kw", "kW"), (33, "Tensione nom.", g + "tensione_nominale_v", "V"))
            self.lines((34, "Range cosfi", g + "range_cosphi"), (33, "Icc/In", g + "icc_in"), (33, "Moduli FV", g + "potenza_kwp", "kWp"))
        self.title("Sistemi di accumulo", 120)
        for n in (1, 2):
            g = f"{a}accumuli.{n}."
            self.small(f"Sistema di accumulo n. {n}", 110)
            self.lines((34, "Rif. schema", g + "riferimento"), (33, "Marca", g + "marca"), (33, "Modello", g + "modello"))
            self.lines((34, "Pn", g + "pn_kw", "kW"), (33, "Cn", g + "cn_kwh", "kWh"), (33, "PNINV", g + "pninv_kw", "kW"))
            self.lines((50, "Interfaccia integrata", g + "interfaccia_integrata"), (50, "Modalità di assorbimento", g + "modalita_assorbimento"))
            self.lines((50, "Punto di installazione", g + "punto_installazione"), (50, "Schema di connessione", g + "schema_connessione"))
        self.title("Dispositivi", 110)
        self.y -= 8
        self.row(("h", 19, "Dispositivo"), ("h", 22, "Marca e modello"), ("h", 8, "Num."), ("h", 13, "Tipo"), ("h", 13, "Norma CEI EN"), ("h", 10, "Rif. schema"), ("h", 15, "Interblocchi"), h=27, shade=False)
        for code, label in (("dg", "Generale (DG)"), ("ddi", "di Interfaccia (DDI)"), ("ddg", "di Generatore")):
            d = f"{a}dispositivi.{code}."
            self.row(("p", 19, label), ("v", 22, d + "marca_modello", "Marca e modello"), ("v", 8, d + "numero", "Num"), ("v", 13, d + "tipo", "Tipo"), ("v", 13, d + "cei_en", "Norma"), ("v", 10, d + "rif_schema", "Rif"), ("o", 15, d + "interblocchi", SINO), h=25, shade=False)
        self.y += 18
        self.small("Dispositivo di Interfaccia (DDI)")
        self.asked("Livello di tensione nel punto di installazione:", a + "ddi.tensione", [("MT", "MT"), ("BT", "BT")])
        self.asked("Posizione rispetto a generatori/convertitori:", a + "ddi.posizionamento", [("interno", "interno"), ("esterno", "esterno")])
        self.asked("Rincalzo alla mancata apertura:", a + "ddi.rincalzo", SINO)
        self.asked("Dispositivi di rincalzo previsti:", a + "ddi.rincalzo_previsti", [("DG", "DG"), ("DDG", "DDG"), ("ALTRO", "ALTRO"), ("NO", "NO")])
        self.lines((70, "se altro, quale", a + "ddi.rincalzo_altro"))

    def protections(self, a: str) -> None:
        self.title("Sistema di Protezione Generale (SPG)", 120)
        self.flow("Il SPG è:", gap=15)
        self.listed(a + "spg.stato", [("conforme_cei_0_16", "presente e conforme alla norma CEI 0-16"), ("conforme_prescrizioni_precedenti", "presente e conforme a prescrizioni precedenti la norma CEI 0-16"), ("assente", "assente (IMS con fusibili o IVOR)")])
        self.lines((50, "Marca", a + "spg.marca"), (50, "Modello", a + "spg.modello"))
        self.lines((50, "Firmware", a + "spg.firmware"), (50, "Software", a + "spg.software"))
        self.asked("Posizione rispetto al DG:", a + "spg.posizionamento", [("integrato", "integrato"), ("esterno", "esterno")])
        self.asked("Bobina di apertura del DG:", a + "spg.bobina", [("mancanza_tensione", "a mancanza di tensione"), ("lancio_corrente", "a lancio di corrente")])
        self.flow("Requisiti e prove (una o più voci):", gap=15)
        self.listed(a + "requisiti", [("prove_modalita", "requisiti e prove delle Modalità"), ("semplificati", "requisiti semplificati, commi 39.2 e 39.3"), ("lettera_a1", "requisiti della lettera A.1"), ("lettera_a2", "requisiti della lettera A.2"), ("prove_a3", "prove della lettera A.3")])
        self.flow("Disponibilità di log:", gap=15)
        self.listed(a + "log", [("protezioni_generali", "sulle protezioni generali"), ("scada", "sul sistema SCADA")])
        self.title("Sistema di Protezione di Interfaccia (SPI)", 100)
        self.lines((34, "Marca", a + "spi.marca"), (33, "Modello", a + "spi.modello"), (33, "Firmware", a + "spi.firmware"))
        self.asked("Numero di SPI:", a + "spi.numero", [(n, n) for n in ("1", "2", "3", ">3")])
        self.lines((100, "Impianti sottesi al teledistacco (CENSIMP)", a + "teledistacco_censimp"))
        for kind, label, columns in (
            ("spg", "Riduttori del SPG", (("marca", "Marca"), ("modello", "Modello"), ("tipo", "Tipo"), ("rapporto", "Rapporto o valore primario"), ("classe", "Classe"), ("prestazione", "Prestazione"))),
            ("spi", "Riduttori del SPI", (("marca", "Marca"), ("modello", "Modello"), ("rapporto_primario", "Valore primario"), ("rapporto", "Rapporto"), ("classe", "Classe"), ("prestazione", "Prestazione"))),
        ):
            self.small(label, 100)
            self.y -= 8
            self.row(*(("h", 16, t) for _, t in columns), h=27, shade=False)
            for n in (1, 2):
                self.row(*(("v", 16, f"{a}riduttori_{kind}.{n}.{c}", t) for c, t in columns), h=19, shade=False)
            self.y += 16
        self.notes_lines(a + "note_tecniche")
        self.lines((50, "Data", a + "data", "date"))
        self.viewed(a)
