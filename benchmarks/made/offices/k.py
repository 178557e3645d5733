"""Layout K: the form of another office, a Word document made of tables and exported to PDF."""

from __future__ import annotations

from benchmarks.made.offices.k_blocks import Blocks

# A row of cells is one line here, as it is on the form.
# fmt: off

SPG = [("i1", "I>", "Max corrente 1ª soglia", "A"), ("i2", "I>>", "Max corrente 2ª soglia", "A"), ("i3", "I>>>", "Max corrente 3ª soglia", "A"), ("io1", "Io>", "Max corrente omopolare 1ª soglia", "A"), ("io2", "Io>>", "Max corrente omopolare 2ª soglia", "A")]
TF = [("27s1", "27.S1", "Min tensione", "V"), ("27s2", "27.S2", "Min tensione", "V"), ("59s1", "59.S1", "Max tensione", "V"), ("59s2", "59.S2", "Max tensione", "V"), ("81min_s1", "81<.S1", "Min frequenza", "Hz"), ("81min_s2", "81<.S2", "Min frequenza", "Hz"), ("81max_s1", "81>.S1", "Max frequenza", "Hz"), ("81max_s2", "81>.S2", "Max frequenza", "Hz")]
SPI = [("59vi", "59Vi", "Max tensione inversa", "V"), ("27vd", "27Vd", "Min tensione diretta", "V"), ("59v0_sblocco", "59V0 (sbl.)", "Max tensione residua, sblocco voltmetrico", "V"), ("59v0", "59V0", "Max tensione residua", "V"), *TF]
GEN = [("50", "50", "Max corrente istantanea", "A"), ("51", "51", "Max corrente ritardata", "A"), ("40", "40", "Sottoeccitazione", ""), *TF]


class K(Blocks):
    """Writes the whole form."""

    def write(self) -> None:
        self.front()
        self.annex123()
        self.annex4()
        self.sheet()
        self.annex5()
        self.annex6()
        self.annex7()

    def front(self) -> None:
        self.band("1. UTENTE ATTIVO")
        self.persona("generalita.utente")
        self.row(
            ("l", 26, "Sottoscrive in veste di (barrare una sola casella)"),
            ("s", 74, "generalita.qualita", [("titolare", "titolare / avente la disponibilità dell'impianto di produzione"), ("legale_rappresentante", "rappresentante del soggetto di cui al punto 2"), ("mandatario", "mandatario con rappresentanza del soggetto di cui al punto 3")]),
        )
        self.row(("l", 26, "Se rappresentante: in qualità di (carica)"), ("v", 74, "generalita.qualita_di", "Carica"))
        s = "generalita.soggetto."
        self.band("2. SOGGETTO RAPPRESENTATO (società, ente, condominio, ecc.)")
        self.row(("l", 26, "Denominazione / rag. sociale"), ("v", 74, s + "denominazione", "Denominazione"))
        self.row(("l", 26, "Sede legale"), ("v", 74, s + "sede", "Sede legale"))
        self.row(("l", 26, "C.F."), ("v", 29, s + "codice_fiscale", "CF"), ("l", 12, "P. IVA"), ("v", 33, s + "partita_iva", "P IVA"))
        self.row(("l", 26, "PEC"), ("v", 74, s + "pec", "PEC"))
        self.band("3. MANDANTE (da compilare in caso di mandato con rappresentanza)", 110)
        self.persona("generalita.mandante")
        i = "impianto."
        self.band("4. IMPIANTO DI PRODUZIONE")
        self.row(("l", 22, "Denominazione"), ("v", 78, i + "denominazione", "Denominazione"))
        self.row(("l", 22, "Indirizzo"), ("v", 34, i + "indirizzo", "Indirizzo"), ("l", 10, "Località"), ("v", 34, i + "localita", "Localita"))
        self.row(("l", 22, "Comune"), ("v", 56, i + "comune", "Comune"), ("l", 10, "Prov."), ("v", 12, i + "provincia", "Prov"))
        self.row(("l", 22, "POD"), ("v", 34, i + "pod", "POD"), ("l", 14, "Cod. CENSIMP"), ("v", 30, i + "censimp", "Cod CENSIMP"))
        self.room(68)
        self.row(("h", 52, "Potenze"), ("h", 24, "Valore"), ("h", 24, "u.m."))
        for name, label in ((i + "potenza_immissione_kw", "Potenza disponibile in immissione"), (i + "potenza_prelievo_kw", "Potenza disponibile in prelievo"), (i + "potenza_nominale_kw", "Pot. nominale dell'impianto")):
            self.row(("l", 52, label), ("v", 24, name, label), ("u", 24, "kW"))
        self.row(("l", 26, "Il prelievo alimenta"), ("s", 74, i + "prelievo_destinazione", [("ausiliari", "unicamente i servizi ausiliari d'impianto"), ("ausiliari_e_altro", "i servizi ausiliari e/o altro centro di consumo")]))
        self.row(("l", 26, "Tipologia SSPC"), ("v", 24, i + "tipologia_sspc", "Tipologia SSPC"), ("l", 30, "Sistema di accumulo presente"), ("o", 20, i + "accumulo", [("SI", "SI"), ("NO", "NO")]))
        self.row(("l", 26, "Fonte"), ("v", 24, i + "fonte", "Fonte"), ("l", 18, "Tipo impianto"), ("v", 32, i + "tipo", "Tipo impianto"))
        self.band("5. CABINA DI CONSEGNA (Art. 3)")
        self.row(("l", 14, "Cabina n°"), ("v", 20, "cabina.numero", "Cabina n"), ("l", 18, "Denominazione"), ("v", 48, "cabina.denominazione", "Denominazione"))
        self.row(("h", 45, "Ubicata in via"), ("h", 40, "Comune di"), ("h", 15, "Provincia di"))
        self.row(("v", 45, "cabina.via", "Ubicata in via"), ("v", 40, "cabina.comune", "Comune di"), ("v", 15, "cabina.provincia", "Provincia di"))
        self.band("6. CLAUSOLE (Art. 4 - 14)")
        self.para("L'Utente Attivo dichiara di conoscere e accettare le condizioni del presente Regolamento. La potenza immessa in rete non supererà quella disponibile in immissione. Le regolazioni delle protezioni di cui all'Allegato 2 non potranno essere modificate senza il consenso scritto del Gestore di rete.")
        self.para("L'Utente Attivo si impegna a comunicare ogni variazione dei dati di cui ai punti precedenti e dei recapiti di cui all'Allegato 3. Gli Allegati da 1 a 7 formano parte integrante del presente documento.")
        self.band("7. SOTTOSCRIZIONE", 90)
        self.row(("l", 14, "Località"), ("v", 46, "sottoscrizione.localita", "Localita"), ("l", 10, "Data"), ("v", 30, "sottoscrizione.data", "Data"))
        self.signs(("sottoscrizione.firma_utente", "Timbro e firma - Utente Attivo (titolare o legale rappresentante)"))

    def annex123(self) -> None:
        self.annex("1", "Schema elettrico unifilare dell'impianto")
        self.picture("allegato1.schema", 330, "diagram")
        self.signs(("allegato1.firma_tecnico", "Timbro e firma del tecnico abilitato"))
        a = "allegato2."
        self.annex("2", "Caratteristiche dell'alimentazione")
        self.row(("l", 40, "POD"), ("v", 60, a + "pod", "POD"))
        self.row(("l", 40, "Pot. disponibile in prelievo"), ("v", 45, a + "potenza_prelievo_kw", "Pot prelievo"), ("u", 15, "kW"))
        self.row(("l", 40, "Pot. disponibile in immissione"), ("v", 45, a + "potenza_immissione_kw", "Pot immissione"), ("u", 15, "kW"))
        self.room(52)
        self.row(("m", 16, "Ubicazione", 3), ("l", 24, "Indirizzo"), ("v", 60, a + "indirizzo", "Indirizzo"), h=17)
        self.row(("-", 16, ""), ("l", 24, "Comune"), ("v", 60, a + "comune", "Comune"), h=17)
        self.row(("-", 16, ""), ("l", 24, "Provincia"), ("v", 60, a + "provincia", "Provincia"), h=17)
        for label, text, unit in (("Tensione nominale", "10 ± 10%", "kV"), ("Tensione massima per l'isolamento", "12/20", "kV"), ("Corrente di corto circuito trifase", "12,5", "kA"), ("Esercizio del neutro", "Isolato", "-"), ("Corrente di guasto monofase a terra", "120", "A")):
            self.row(("l", 40, label), ("p", 45, text), ("u", 15, unit))
        a = "allegato3."
        self.annex("3", "Elenco e recapiti del personale autorizzato")
        self.band("3a. Recapiti del Gestore di rete")
        self.row(("l", 20, "Tel."), ("p", 30, "0923 555 125"), ("l", 12, "PEC"), ("p", 38, "gestore@pec.example"))
        self.band("3b. Utente Attivo")
        self.persona(a + "utente")
        self.row(("l", 13, "Ind. PEC"), ("v", 45, a + "utente.pec", "Ind PEC"), ("l", 10, "POD"), ("v", 32, a + "pod", "POD"))
        self.band("3c. Cliente finale (se diverso dall'Utente Attivo)", 120)
        self.persona(a + "cliente_finale")
        self.row(("l", 13, "Ind. PEC"), ("v", 87, a + "cliente_finale.pec", "Ind PEC"))
        self.band("3d. Recapiti dell'Utente Attivo", 110)
        self.row(("h", 15, "Personale"), ("h", 7, "Figura"), ("h", 23, "Nome e cognome"), ("h", 13, "Tel./Cell."), ("h", 12, "Fax"), ("h", 15, "E-mail"), ("h", 20, "PEC"), h=17)
        for group, words in (("riferimento", "di riferimento"), ("reperibile", "reperibile h24")):
            for n, who in enumerate(("rif", "ri")):
                p = f"{a}{group}.{who}."
                name = ("m", 15, words, 2) if n == 0 else ("-", 15, "")
                self.row(name, ("l", 7, who.upper()), ("v", 23, p + "nome_cognome", f"Nome e cognome{who.upper()}"), ("v", 13, p + "telefono", f"TelCell{who.upper()}"), ("v", 12, p + "fax", f"Fax{who.upper()}"), ("v", 15, p + "email", f"Email{who.upper()}"), ("v", 20, p + "pec", f"PEC{who.upper()}"), h=27)
        self.y += 8
        self.row(("l", 20, "Luogo e data"), ("v", 80, a + "luogo_data", "Luogo e data"))
        self.signs((a + "firma_utente", "Timbro e firma - Utente Attivo"), (a + "firma_cliente_finale", "Timbro e firma - Cliente finale"))

    def annex4(self) -> None:
        a = "allegato4."
        self.annex("4", "Addendum tecnico - conformità alla Regola Tecnica di Connessione")
        self.declarant(a + "dichiarante")
        self.para("sotto la propria responsabilità dichiara che gli impianti di cui al presente Addendum sono stati eseguiti a regola d'arte, ai sensi del D.M. 22/01/08 n. 37, e in modo conforme alla norma CEI 0-16.", gap=7)
        self.row(("l", 40, "POD del punto di connessione principale"), ("v", 60, a + "pod", "POD"))
        self.row(("l", 20, "Tipo di utenza"), ("o", 35, a + "tipo_utenza", [("produttore", "produttore"), ("auto_produttore", "autoproduttore")]), ("l", 18, "Pot. disponibile"), ("v", 20, a + "potenza_disponibile_kw", "Pot disponibile"), ("u", 7, "kW"))
        r = a + "rifasamento."
        self.room(52)
        self.row(("m", 16, "Rifasamento", 2), ("h", 14, "Pot. [kVAr]"), ("h", 22, "Tipologia"), ("h", 24, "Mod. di inserimento"), ("h", 24, "Note"), h=23)
        self.row(("-", 16, ""), ("v", 14, r + "potenza_kvar", "Pot kVAr"), ("v", 22, r + "tipologia", "Tipologia"), ("v", 24, r + "modalita", "Mod di inserimento"), ("v", 24, r + "note", "Note"), h=23)
        self.band("4.1 Generatori statici", 120)
        self.transposed(a + "generatori", 3, "Generatore", [("riferimento", "Rif. schema", ""), ("marca", "Marca", ""), ("modello", "Modello", ""), ("matricola", "Matricola", ""), ("potenza_nominale_kw", "Pot. nom.", "kW"), ("tensione_nominale_v", "Tensione nom. c.a.", "V"), ("range_cosphi", "Range cos fi", ""), ("icc_in", "Icc/In", ""), ("potenza_kwp", "Pot. moduli FV", "kWp")])
        self.band("4.2 Sistemi di accumulo", 120)
        self.transposed(a + "accumuli", 2, "Accumulo", [("riferimento", "Rif. schema", ""), ("marca", "Marca", ""), ("modello", "Modello", ""), ("pn_kw", "Pn", "kW"), ("cn_kwh", "Cn", "kWh"), ("pninv_kw", "PNINV", "kW"), ("interfaccia_integrata", "Interfaccia integrata", ""), ("modalita_assorbimento", "Modalità di assorbimento", ""), ("punto_installazione", "Punto di installazione", ""), ("schema_connessione", "Schema di connessione", "")])
        self.band("4.3 Dispositivi principali", 100)
        self.row(("m", 18, "Dispositivo", 2), ("m", 23, "Marca e modello", 2), ("m", 7, "N.", 2), ("m", 13, "Tipo", 2), ("m", 14, "CEI EN", 2), ("m", 11, "Rif. schema", 2), ("h", 14, "Interblocchi"), h=15)
        self.row(("-", 86, ""), ("h", 7, "SI"), ("h", 7, "NO"), h=14)
        for code, label in (("dg", "Generale (DG)"), ("ddi", "Interfaccia (DDI)"), ("ddg", "Generatore (DDG)")):
            d = f"{a}dispositivi.{code}."
            self.row(("r", 18, label), ("v", 23, d + "marca_modello", f"Marca e modello{code.upper()}"), ("v", 7, d + "numero", f"N{code.upper()}"), ("v", 13, d + "tipo", f"Tipo{code.upper()}"), ("v", 14, d + "cei_en", f"CEI EN{code.upper()}"), ("v", 11, d + "rif_schema", f"Rif schema{code.upper()}"), ("x", 7, d + "interblocchi", "SI", f"SI{code.upper()}"), ("x", 7, d + "interblocchi", "NO", f"NO{code.upper()}"), h=18)
        self.band("4.4 Dispositivo di interfaccia (DDI)")
        self.row(("l", 40, "Livello di tensione nel punto di installazione"), ("o", 20, a + "ddi.tensione", [("MT", "MT"), ("BT", "BT")]), ("l", 14, "Posizione*"), ("o", 26, a + "ddi.posizionamento", [("interno", "interno"), ("esterno", "esterno")]), h=17)
        self.row(("l", 40, "Disp. di rincalzo alla mancata apertura"), ("o", 60, a + "ddi.rincalzo", [("SI", "SI"), ("NO", "NO (P fino a 400 kVA)")]), h=17)
        self.row(("l", 40, "Disp. di rincalzo al DDI previsti"), ("o", 60, a + "ddi.rincalzo_previsti", [("DG", "DG"), ("DDG", "DDG"), ("ALTRO", "ALTRO"), ("NO", "NO")]), h=17)
        self.row(("l", 40, "Se ALTRO specificare"), ("v", 60, a + "ddi.rincalzo_altro", "Se ALTRO specificare"))
        self.para("* rispetto a generatori/convertitori", 7)
        self.protections(a)

    def protections(self, a: str) -> None:
        self.band("4.5 Sistema di Protezione Generale (SPG)", 100)
        self.row(("l", 20, "Il SPG è"), ("s", 80, a + "spg.stato", [("conforme_cei_0_16", "presente e conforme a CEI 0-16"), ("conforme_prescrizioni_precedenti", "presente e conforme alle prescrizioni emanate prima dell'entrata in vigore di CEI 0-16"), ("assente", "assente (IMS con fusibili o IVOR)")]))
        self.row(("h", 25, "Marca"), ("h", 25, "Modello"), ("h", 25, "Vers. FW"), ("h", 25, "Vers. SW"))
        self.row(("v", 25, a + "spg.marca", "Marca"), ("v", 25, a + "spg.modello", "Modello"), ("v", 25, a + "spg.firmware", "Vers FW"), ("v", 25, a + "spg.software", "Vers SW"))
        self.row(("l", 20, "Posizione risp. al DG"), ("o", 26, a + "spg.posizionamento", [("integrato", "integrato"), ("esterno", "esterno")]), ("l", 16, "Bobina DG"), ("s", 38, a + "spg.bobina", [("mancanza_tensione", "a mancanza di tensione"), ("lancio_corrente", "a lancio di corrente")]))
        self.row(("l", 20, "Requisiti e prove (anche più di uno)"), ("s", 80, a + "requisiti", [("prove_modalita", "requisiti e prove di cui alle Modalità di connessione"), ("semplificati", "requisiti semplificati (commi 39.2 e 39.3 TIQE)"), ("lettera_a1", "requisiti lett. A.1"), ("lettera_a2", "requisiti lett. A.2"), ("prove_a3", "prove lett. A.3")]))
        self.row(("l", 20, "Log disponibili"), ("s", 80, a + "log", [("protezioni_generali", "sulle protezioni generali"), ("scada", "sul sistema SCADA")]))
        self.band("4.6 Sistema di Protezione di Interfaccia (SPI)", 100)
        self.row(("h", 25, "Marca"), ("h", 25, "Modello"), ("h", 18, "Vers. FW"), ("h", 32, "N. SPI installate"))
        self.row(("v", 25, a + "spi.marca", "Marca"), ("v", 25, a + "spi.modello", "Modello"), ("v", 18, a + "spi.firmware", "Vers FW"), ("o", 32, a + "spi.numero", [(n, n) for n in ("1", "2", "3", ">3")]))
        self.row(("l", 40, "Impianti sottesi al teledistacco (cod. CENSIMP)"), ("v", 60, a + "teledistacco_censimp", "Impianti sottesi"))
        self.band("4.7 Riduttori di corrente e di tensione", 150)
        self.row(("h", 16, "Associati al SPG"), ("h", 14, "Marca"), ("h", 14, "Modello"), ("h", 14, "Tipo"), ("h", 18, "Rapporto / val. primario"), ("h", 10, "Classe"), ("h", 14, "Prestaz."), h=27)
        for n in (1, 2):
            d = f"{a}riduttori_spg.{n}."
            self.row(("r", 16, f"n. {n}"), *(("v", w, d + c, f"{c.capitalize()}Row{n}") for w, c in ((14, "marca"), (14, "modello"), (14, "tipo"), (18, "rapporto"), (10, "classe"), (14, "prestazione"))), least=18)
        self.row(("h", 16, "Associati al SPI"), ("h", 14, "Marca"), ("h", 14, "Modello"), ("h", 14, "Val. primario"), ("h", 18, "Rapporto"), ("h", 10, "Classe"), ("h", 14, "Prestaz."), h=17)
        for n in (1, 2):
            d = f"{a}riduttori_spi.{n}."
            self.row(("r", 16, f"n. {n}"), *(("v", w, d + c, f"{c.capitalize()}Row{n}") for w, c in ((14, "marca"), (14, "modello"), (14, "rapporto_primario"), (18, "rapporto"), (10, "classe"), (14, "prestazione"))), least=18)
        self.band("4.8 Note tecniche", 45 if self.channel in ("typed", "overlay") else 105)
        self.note_row(a + "note_tecniche")
        self.band("4.9 Verifiche effettuate", 60)
        self.row(("p", 100, "Sono state verificate con esito favorevole: la conformità dell'impianto ai documenti e allo schema allegato; la conformità dei componenti alle norme CEI; l'efficienza dell'impianto di terra (CEI EN 50522), come da verbale; la congruenza e il regolare funzionamento del DG e del DDI."))
        self.row(("l", 20, "Data"), ("v", 80, a + "data", "Data"))
        self.viewed(a)

    def sheet(self) -> None:
        s = "scheda."
        self.y += 14
        self.room(140)
        self.band("SCHEDA INFORMAZIONI - FUNZIONALITÀ E REGOLAZIONI DELLE PROTEZIONI")
        self.declarant(s + "dichiarante")
        self.row(("l", 40, "POD del punto di connessione principale"), ("v", 60, s + "pod", "POD"))
        self.row(("l", 40, "Tipo di utenza"), ("o", 60, s + "tipo_utenza", [("produttore", "produttore"), ("auto_produttore", "autoproduttore")]), h=17)
        self.band("A. Protezione generale", 130)
        self.row(("l", 40, "SPG (marca e modello)"), ("v", 60, s + "spg.marca_modello", "SPG"))
        self.row(("l", 40, "DG associato (marca e modello)"), ("v", 60, s + "dg.marca_modello", "DG associato"))
        self.settings(s + "spg", "Prot.", SPG)
        self.row(("l", 60, "Pot. complessiva trasformatori contemporaneamente energizzati"), ("v", 28, s + "trasformatori_energizzati_kva", "Pot trasf energizzati"), ("u", 12, "kVA"))
        self.row(("l", 60, "Pot. complessiva trasformatori in parallelo"), ("v", 28, s + "trasformatori_parallelo_kva", "Pot trasf parallelo"), ("u", 12, "kVA"))
        self.band("B. Protezione di interfaccia", 90)
        self.row(("l", 40, "SPI (marca e modello)"), ("v", 60, s + "spi.marca_modello", "SPI"))
        self.row(("l", 40, "DDI associato (marca e modello)"), ("v", 60, s + "ddi.marca_modello", "DDI associato"))
        self.settings(s + "spi", "Prot.", SPI)
        self.row(("l", 40, "Comando locale"), ("o", 60, s + "spi.comando_locale", [("SI", "SI"), ("NO", "NO")]), h=17)
        self.band("C. Protezioni delle unità di generazione", 100)
        self.row(("l", 24, "Tipo generatore"), ("o", 76, s + "generazione.tipologia", [("sincrono", "Sincrono"), ("asincrono", "Asincrono"), ("statico", "Statico"), ("eolico_fc", "Eolico FC"), ("eolico_dfig", "Eolico DFIG"), ("accumulo", "Accumulo")]), h=17)
        self.row(("l", 24, "Marca e modello"), ("v", 76, s + "generazione.marca_modello", "Marca e modello"))
        self.settings(s + "generazione", "Prot.", GEN)
        self.y += 6
        self.row(("l", 40, "Regolazioni comunicate dal Gestore in data"), ("v", 22, s + "comunicazione_data", "in data"), ("l", 16, "lettera prot."), ("v", 22, s + "comunicazione_protocollo", "lettera prot"))
        self.row(("l", 40, "Data"), ("v", 60, s + "data", "Data"))
        self.viewed(s)

    def annex5(self) -> None:
        a = "allegato5."
        self.annex("5", "Apparecchiature sensibili o disturbanti dell'Utente Attivo")

        def head(title: str) -> None:
            self.row(("h", 42, title), ("h", 7, "SI"), ("h", 7, "NO"), ("h", 20, "Dato"), ("h", 15, "Valore"), ("h", 9, "u.m."), h=17)

        head("Apparecchiature potenzialmente disturbanti")
        self.asks([
            (a + "motori_asincroni", "Motori asincroni", "", "", ""),
            ("", "- a funzionamento continuo", a + "motori_continui_kw", "P nom", "kW"),
            ("", "- a funzionamento intermittente", a + "motori_intermittenti_kw", "P nom", "kW"),
            ("", "", a + "motori_avviamenti", "avviamenti", "n/ora"),
            (a + "saldatrici", "Saldatrici, puntatrici, ecc.", a + "saldatrici_kva", "pot. nom.", "kVA"),
            ("", "", a + "saldatrici_impulsi", "impulsi", "n/min"),
            (a + "forni_arco", "Forni ad arco in corrente alternata", a + "forni_arco_kva", "pot. nom.", "kVA"),
            (a + "compensazione", "- sistema di compensazione statico", a + "compensazione_kva", "potenza", "kVA"),
            (a + "reattanza", "- reattanza serie di limitazione", a + "reattanza_mh", "induttanza", "mH"),
            (a + "elettronica_potenza", "Elettronica di potenza", a + "elettronica_potenza_kva", "pot. nom.", "kVA"),
            (a + "rifasamento", "Sistemi di rifasamento (condensatori, filtri passivi)", "", "", ""),
            (a + "bobina_sbarramento", "- con bobina di sbarramento", a + "bobina_sbarramento_valore", "ordine e potenza", "- / kVAr"),
        ])  # fmt: skip
        self.y += 8
        head("Apparecchiature potenzialmente sensibili")
        self.asks([(a + f, t, "", "", "") for f, t in (("elaborazione_dati", "Sistemi di elaborazione dati"), ("elaborazione_dati_ups", "- con UPS"), ("controllo_processo", "Sistemi di controllo di processo"), ("controllo_processo_ups", "- con UPS"), ("lampade_scarica", "Illuminazione con lampade a scarica"), ("altro", "Altro"), ("altro_ups", "- con UPS"))])

    def annex6(self) -> None:
        a = "allegato6."
        self.annex("6", "Curva di capability delle unità di generazione")
        self.declarant(a + "dichiarante", False)
        self.row(("m", 20, "Utente Attivo", 1), ("l", 12, "Cognome"), ("v", 28, a + "cognome", "Cognome"), ("l", 10, "Nome"), ("v", 30, a + "nome", "Nome"), h=17)
        self.room(36)
        self.row(("m", 20, "Impianto sito in", 2), ("l", 12, "Indirizzo"), ("v", 28, a + "indirizzo", "Indirizzo"), ("l", 10, "Località"), ("v", 30, a + "localita", "Localita"), h=17)
        self.row(("-", 20, ""), ("l", 12, "Comune"), ("v", 28, a + "comune", "Comune"), ("l", 10, "Prov."), ("v", 30, a + "provincia", "Prov"), h=17)
        self.row(("l", 40, "POD del punto di connessione alla rete"), ("v", 60, a + "pod", "POD"))
        self.row(("h", 100, "Curva di capability (P, Q)"), h=17)
        self.picture(a + "curva", 190, "curve")
        self.row(("l", 20, "Data"), ("v", 80, a + "data", "Data"))
        self.viewed(a)

    def annex7(self) -> None:
        a = "allegato7."
        self.annex("7", "Scheda di informazione sui rischi specifici")
        self.row(("l", 22, "Data"), ("v", 28, a + "data", "Data"), ("l", 22, "Utente Attivo o Terzo"), ("v", 28, a + "utente", "Utente Attivo o Terzo"))
        self.row(("l", 22, "Località dell'intervento"), ("l", 8, "Via"), ("v", 34, a + "via", "Via"), ("l", 10, "Comune"), ("v", 26, a + "comune", "Comune"), h=17)
        self.row(("l", 30, "Denominazione attività"), ("v", 70, a + "attivita", "Denominazione attivita"))
        self.row(("l", 30, "Nominativo RIF"), ("v", 70, a + "rif_nominativo", "Nominativo RIF"))
        self.row(("m", 30, "Posto di lavoro: tratto", 1), ("l", 10, "da"), ("v", 25, a + "tratto_da", "da"), ("l", 10, "a"), ("v", 25, a + "tratto_a", "a"), h=17)
        self.row(("m", 30, "Punti di sezionamento", 1), ("l", 12, "a monte"), ("v", 23, a + "dispositivo_monte", "a monte"), ("l", 12, "a valle"), ("v", 23, a + "dispositivo_valle", "a valle"), h=17)
        self.row(("l", 30, "Cavo di collegamento tra"), ("v", 25, a + "cavo_tra", "Cavo tra"), ("l", 20, "e gruppo di misura mediante"), ("v", 25, a + "cavo_mediante", "mediante"), h=27)
        self.y += 8
        self.room(60)
        self.row(("h", 34, "Informazioni date dal Cliente"), ("h", 6, "SI"), ("h", 6, "NO"), ("h", 54, "Descrizione"), h=17)
        for f, t in (("interferenze", "Interferenze con altri lavori/impianti"), ("vie_accesso", "Vie di accesso, circolazione e fuga"), ("pronto_soccorso", "Presidi di pronto soccorso"), ("idranti", "Idranti ed estintori"), ("quadri", "Quadri elettrici e int. generali"), ("illuminazione", "Illuminazione artificiale e di emerg."), ("areazione", "Aerazione locali"), ("ingombri", "Ingombri"), ("altro", "Altro")):
            self.row(("p", 34, t), ("x", 6, a + f, "SI", f"SI{t[:10]}"), ("x", 6, a + f, "NO", f"NO{t[:10]}"), ("v", 54, f"{a}{f}_testo", f"Descrizione{t[:14]}"), h=17)
        self.y += 8
        self.room(120)
        self.row(("m", 24, "Rischio", 2), ("h", 12, "Presente"), ("h", 64, "Misure di prevenzione e protezione"), h=15)
        self.row(("-", 24, ""), ("h", 6, "SI"), ("h", 6, "NO"), ("h", 34, "collettive"), ("h", 30, "individuali (DPI)"), h=15)
        for f, t, d in (("rumore", "Rumore", "Cuffia antirumore o inserti"), ("polveri", "Polveri", "Visiera o occhiali"), ("caduta_gravi", "Caduta gravi", "Elmetto"), ("scivolamento", "Scivolamento in piano", "Calzature di lavoro"), ("sostanze", "Sostanze dannose/pericolose", "Tute o vestiario speciale")):
            self.row(("p", 24, t), ("x", 6, a + f, "SI", f"SI{t[:8]}"), ("x", 6, a + f, "NO", f"NO{t[:8]}"), ("v", 34, f"{a}{f}_misure", f"collettive{t[:8]}"), ("o", 30, f"{a}{f}_dpi", [("SI", d)]), h=18)
        self.y += 8
        self.room(100)
        self.row(("l", 30, "Il sottoscritto (persona di riferimento RIF)"), ("v", 40, a + "sottoscritto", "Il sottoscritto"), ("l", 8, "Data"), ("v", 22, a + "firma_data", "Data"), h=27)
        self.signs((a + "firma", "Firma"))
