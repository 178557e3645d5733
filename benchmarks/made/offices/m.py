"""Layout M: a form typeset like a tax form, with Roman annexes."""

from __future__ import annotations

from benchmarks.made.offices.m_blocks import SINO, Blocks

# A row of cells is one line here, as it is on the form.
# fmt: off

VOLT = [("27s1", "27.S1", "Minima tensione, 1ª soglia"), ("27s2", "27.S2", "Minima tensione, 2ª soglia"), ("59s1", "59.S1", "Massima tensione, 1ª soglia"), ("59s2", "59.S2", "Massima tensione, 2ª soglia")]
FREQ = [("81min_s1", "81<.S1", "Minima frequenza"), ("81min_s2", "81<.S2", "Minima frequenza"), ("81max_s1", "81>.S1", "Massima frequenza"), ("81max_s2", "81>.S2", "Massima frequenza")]
SPI_V = [("59vi", "59Vi", "Max tensione inversa"), ("27vd", "27Vd", "Min tensione diretta"), ("59v0_sblocco", "59V0 sbl.", "Max tensione residua, sblocco volt."), ("59v0", "59V0", "Max tensione residua"), *VOLT]
SPG_A = [("i1", "I>", "Massima corrente, 1ª soglia"), ("i2", "I>>", "Massima corrente, 2ª soglia"), ("i3", "I>>>", "Massima corrente, 3ª soglia")]
SPG_O = [("io1", "Io>", "Corrente omopolare, 1ª soglia"), ("io2", "Io>>", "Corrente omopolare, 2ª soglia")]
GEN_A = [("50", "50", "Max corrente istantanea"), ("51", "51", "Max corrente ritardata"), ("40", "40", "Sottoeccitazione")]


class M(Blocks):
    """Writes the whole form."""

    def write(self) -> None:
        self.front()
        self.annex123()
        self.annex4()
        self.sheet()
        self.annex567()

    def front(self) -> None:
        for text, size in (("Regolamento di Esercizio", 17), ("per il funzionamento dell'impianto di produzione in parallelo con la rete MT", 10)):
            self.y += size + 2
            self.caps(self.left, self.y, text, size)
        self.y += 8
        self.running = "Regolamento di Esercizio"
        self.band("Sezione I - Utente Attivo")
        self.persona("generalita.utente")
        self.row(("as", 100, "generalita.qualita", "Sottoscrive in qualità di", [("titolare", "titolare, avente la disponibilità dell'impianto"), ("legale_rappresentante", "rappresentante del soggetto di cui alla Sezione II"), ("mandatario", "mandatario con rappresentanza della persona di cui alla Sezione III")]), h=44)
        self.row(("a", 100, "generalita.qualita_di", "Carica del rappresentante (in qualità di)"), h=27)
        s = "generalita.soggetto."
        self.band("Sezione II - Soggetto diverso da persona fisica")
        self.row(("a", 50, s + "denominazione", "Denominazione o ragione sociale"), ("a", 50, s + "sede", "Sede legale"), h=27)
        self.row(("a", 30, s + "codice_fiscale", "Codice fiscale"), ("a", 26, s + "partita_iva", "Partita IVA"), ("a", 44, s + "pec", "PEC"), h=27)
        self.band("Sezione III - Persona rappresentata (mandante)", 105)
        self.persona("generalita.mandante")
        i = "impianto."
        self.band("Sezione IV - Impianto di produzione")
        self.row(("a", 60, i + "denominazione", "Denominazione impianto"), ("a", 40, i + "pod", "Codice POD"), h=27)
        self.row(("a", 34, i + "indirizzo", "Indirizzo"), ("a", 28, i + "localita", "Località"), ("a", 28, i + "comune", "Comune"), ("a", 10, i + "provincia", "Prov."), h=27)
        self.row(("a", 33, i + "potenza_immissione_kw", "Pot. disponibile in immissione", "kW"), ("a", 33, i + "potenza_prelievo_kw", "Pot. disponibile in prelievo", "kW"), ("a", 34, i + "potenza_nominale_kw", "Pot. nominale dell'impianto", "kW"), h=27)
        self.row(("as", 100, i + "prelievo_destinazione", "Destinazione del prelievo", [("ausiliari", "unicamente servizi ausiliari d'impianto"), ("ausiliari_e_altro", "servizi ausiliari d'impianto e/o altro centro di consumo")]), h=34)
        self.row(("a", 24, i + "tipologia_sspc", "Tipologia SSPC"), ("a", 30, i + "censimp", "Codice CENSIMP"), ("ao", 46, i + "accumulo", "Sistema di accumulo", SINO), h=27)
        self.row(("a", 50, i + "fonte", "Fonte"), ("a", 50, i + "tipo", "Tipo di impianto"), h=27)
        self.band("Sezione V - Cabina di consegna")
        self.row(("a", 20, "cabina.numero", "Numero"), ("a", 80, "cabina.denominazione", "Denominazione cabina"), h=27)
        self.row(("a", 50, "cabina.via", "Ubicata in via"), ("a", 35, "cabina.comune", "Comune"), ("a", 15, "cabina.provincia", "Provincia"), h=27)
        self.band("Sezione VI - Clausole e sottoscrizione", 130)
        self.para("L'Utente Attivo si obbliga a esercire l'impianto secondo la norma CEI 0-16 e le prescrizioni dell'Azienda, a non modificare le regolazioni delle protezioni senza benestare e a tenere aggiornati i recapiti dell'Allegato III. Gli Allegati da I a VII sono parte integrante del Regolamento.", 9)
        self.row(("a", 100, "sottoscrizione.localita", "Località"), h=27)
        self.signs(("sottoscrizione.firma_utente", "Utente Attivo (timbro e firma)"), extra=("sottoscrizione.data", "Data"))

    def annex123(self) -> None:
        self.annex("Allegato I", "Schema elettrico unifilare dell'impianto")
        self.picture("allegato1.schema", 360, "diagram")
        self.signs(("allegato1.firma_tecnico", "Timbro e firma del tecnico abilitato"))
        a = "allegato2."
        self.annex("Allegato II", "Caratteristiche dell'alimentazione")
        self.row(("a", 34, a + "pod", "POD"), ("a", 33, a + "potenza_prelievo_kw", "Pot. disponibile in prelievo", "kW"), ("a", 33, a + "potenza_immissione_kw", "Pot. disponibile in immissione", "kW"), h=27)
        self.row(("a", 50, a + "indirizzo", "Indirizzo"), ("a", 36, a + "comune", "Comune"), ("a", 14, a + "provincia", "Prov."), h=27)
        self.band("Dati della rete")
        for text, data in (("Tensione nominale", "20 kV ± 10%"), ("Corrente di corto circuito trifase", "12,5 kA"), ("Esercizio del neutro", "compensato"), ("Corrente di guasto monofase a terra", "50 A")):
            self.row(("p", 60, text), ("p", 40, data), h=16)
        a = "allegato3."
        self.annex("Allegato III", "Elenco e recapiti del personale autorizzato")
        self.band("Quadro A - Gestore")
        self.row(("p", 50, "Centro operativo: tel. 0461 555 200"), ("p", 50, "rete@pec.aec.example"), h=16)
        self.band("Quadro B - Utente Attivo")
        self.persona(a + "utente")
        self.row(("a", 50, a + "utente.pec", "Indirizzo PEC"), ("a", 50, a + "pod", "Codice POD del punto di connessione"), h=27)
        self.band("Quadro C - Cliente finale (se diverso dall'Utente Attivo)", 120)
        self.persona(a + "cliente_finale")
        self.row(("a", 100, a + "cliente_finale.pec", "Indirizzo PEC"), h=27)
        self.band("Quadro D - Recapiti dell'Utente Attivo", 130)
        for group, words in (("riferimento", "Personale di riferimento"), ("reperibile", "Personale reperibile h24")):
            self.room(110)
            for n, who in enumerate(("rif", "ri")):
                p = f"{a}{group}.{who}."
                name = ("m", 14, words, 4) if n == 0 else ("-", 14, "")
                self.row(name, ("m", 7, who.upper(), 2), ("a", 43, p + "nome_cognome", f"Nome e cognome {who.upper()}"), ("a", 18, p + "telefono", "Tel./Cell."), ("a", 18, p + "fax", "Fax"), h=26)
                self.row(("-", 21, ""), ("a", 37, p + "email", "E-mail"), ("a", 42, p + "pec", "PEC"), h=26)
        self.band("Quadro E - Firme", 95)
        self.row(("a", 100, a + "luogo_data", "Luogo e data"), h=27)
        self.signs((a + "firma_utente", "Utente Attivo (timbro e firma)"), (a + "firma_cliente_finale", "Cliente finale (timbro e firma)"))

    def annex4(self) -> None:
        a = "allegato4."
        self.annex("Allegato IV", "Addendum tecnico al Regolamento di Esercizio")
        self.band("Quadro A - Dichiarante")
        self.declarant(a + "dichiarante")
        self.para("consapevole delle responsabilità di legge, dichiara che gli impianti sono conformi alla Regola Tecnica di Connessione (CEI 0-16).", 9, 2)
        self.band("Quadro B - Punto di connessione")
        self.row(("a", 36, a + "pod", "Codice POD"), ("ao", 38, a + "tipo_utenza", "Tipo di utenza", [("produttore", "produttore"), ("auto_produttore", "auto produttore")]), ("a", 26, a + "potenza_disponibile_kw", "Potenza disponibile", "kW"), h=27)
        r = a + "rifasamento."
        self.row(("m", 14, "Rifasam.", 1), ("a", 16, r + "potenza_kvar", "Potenza", "kVAr"), ("a", 22, r + "tipologia", "Tipologia"), ("a", 23, r + "modalita", "Mod. inserimento"), ("a", 25, r + "note", "Note"), h=27)
        self.band("Quadro C - Generatori statici", 100)
        self.room(86)
        cols = (("riferimento", "Rif. schema", 10), ("marca", "Marca", 14), ("modello", "Modello", 14), ("matricola", "Matricola", 12), ("potenza_nominale_kw", "Pn [kW]", 10), ("tensione_nominale_v", "Vn [V]", 10), ("range_cosphi", "cosφ", 10), ("icc_in", "Icc/In", 8), ("potenza_kwp", "P FV [kWp]", 12))
        self.row(("m", 6, "n.", 2), ("h", 50, "Dati di targa"), ("h", 50, "Dati elettrici"), h=14)
        self.row(("-", 6, ""), *(("h", w, t) for _, t, w in cols), h=14)
        for n in (1, 2, 3):
            self.row(("r", 6, f"G{n}"), *(("v", w, f"{a}generatori.{n}.{c}", f"G{n} {t}") for c, t, w in cols), h=17)
        self.band("Quadro D - Sistemi di accumulo", 90)
        plate = (("riferimento", "Rif. schema", 9), ("marca", "Marca", 12), ("modello", "Modello", 12), ("pn_kw", "Pn [kW]", 8), ("cn_kwh", "Cn [kWh]", 9), ("pninv_kw", "PNINV [kW]", 10))
        for_use = (("interfaccia_integrata", "Interf. integr.", 9), ("modalita_assorbimento", "Mod. assorb.", 10), ("punto_installazione", "Punto install.", 11), ("schema_connessione", "Schema conn.", 11))
        self.row(("m", 6, "n.", 2), ("h", 33, "Dati di targa"), ("h", 27, "Potenza ed energia"), ("h", 41, "Inserimento nell'impianto"), h=24)
        self.row(("-", 6, ""), *(("h", w, t) for _, t, w in (*plate, *for_use)), h=24)
        for n in (1, 2):
            self.row(("r", 6, f"A{n}"), *(("v", w, f"{a}accumuli.{n}.{c}", f"A{n} {t}") for c, t, w in (*plate, *for_use)), h=17)
        self.band("Quadro E - Dispositivi", 80)
        self.row(("m", 20, "Dispositivo", 2), ("m", 21, "Marca e modello", 2), ("m", 8, "Numero", 2), ("m", 13, "Tipo", 2), ("m", 13, "CEI EN", 2), ("m", 11, "Rif. schema", 2), ("h", 14, "Interblocchi"), h=13)
        self.row(("-", 86, ""), ("h", 7, "SÌ"), ("h", 7, "NO"), h=13)
        for code, label in (("dg", "Generale (DG)"), ("ddi", "Interfaccia (DDI)"), ("ddg", "Generatore (DDG)")):
            d = f"{a}dispositivi.{code}."
            self.row(("r", 20, label), ("v", 21, d + "marca_modello", f"{code} marca"), ("v", 8, d + "numero", f"{code} numero"), ("v", 13, d + "tipo", f"{code} tipo"), ("v", 13, d + "cei_en", f"{code} CEI EN"), ("v", 11, d + "rif_schema", f"{code} rif"), ("q", 7, d + "interblocchi", "SI", f"{code} SI"), ("q", 7, d + "interblocchi", "NO", f"{code} NO"), h=17)
        self.band("Quadro F - Dispositivo di interfaccia (DDI)")
        self.row(("ao", 34, a + "ddi.tensione", "Livello di tensione", [("MT", "MT"), ("BT", "BT")]), ("ao", 36, a + "ddi.posizionamento", "Posizione risp. ai generatori", [("interno", "interno"), ("esterno", "esterno")]), ("ao", 30, a + "ddi.rincalzo", "Rincalzo mancata apertura", SINO), h=27)
        self.row(("ao", 58, a + "ddi.rincalzo_previsti", "Dispositivi di rincalzo previsti", [("DG", "DG"), ("DDG", "DDG"), ("ALTRO", "ALTRO"), ("NO", "NO")]), ("a", 42, a + "ddi.rincalzo_altro", "Altro (specificare)"), h=27)
        self.protections(a)

    def protections(self, a: str) -> None:
        self.band("Quadro G - Sistema di Protezione Generale (SPG)", 150)
        self.row(("as", 100, a + "spg.stato", "Il SPG è", [("conforme_cei_0_16", "presente e conforme alla norma CEI 0-16"), ("conforme_prescrizioni_precedenti", "presente e conforme alle prescrizioni previgenti"), ("assente", "assente (IMS con fusibili o IVOR)")]), h=44)
        self.row(("a", 25, a + "spg.marca", "Marca"), ("a", 25, a + "spg.modello", "Modello"), ("a", 25, a + "spg.firmware", "Firmware"), ("a", 25, a + "spg.software", "Software"), h=27)
        self.row(("ao", 42, a + "spg.posizionamento", "Posizione risp. al DG", [("integrato", "integrato"), ("esterno", "esterno")]), ("ao", 58, a + "spg.bobina", "Bobina di apertura del DG", [("mancanza_tensione", "a mancanza di tensione"), ("lancio_corrente", "a lancio di corrente")]), h=27)
        self.room(70)
        self.row(
            ("as", 58, a + "requisiti", "Requisiti e prove", [("prove_modalita", "requisiti e prove di cui alle Modalità"), ("semplificati", "requisiti semplificati (commi 39.2 e 39.3)"), ("lettera_a1", "requisiti lettera A.1"), ("lettera_a2", "requisiti lettera A.2"), ("prove_a3", "prove lettera A.3")]),
            ("as", 42, a + "log", "Disponibilità di log", [("protezioni_generali", "protezioni generali"), ("scada", "sistema SCADA")]), h=66,
        )  # fmt: skip
        self.band("Quadro H - Sistema di Protezione di Interfaccia (SPI)", 80)
        self.row(("a", 24, a + "spi.marca", "Marca"), ("a", 24, a + "spi.modello", "Modello"), ("a", 18, a + "spi.firmware", "Firmware"), ("ao", 34, a + "spi.numero", "Numero SPI", [(n, n) for n in ("1", "2", "3", ">3")]), h=27)
        self.row(("a", 100, a + "teledistacco_censimp", "Impianti sottesi al teledistacco (codici CENSIMP)"), h=27)
        self.band("Quadro I - Riduttori", 120)
        for kind, label, columns in (
            ("spg", "SPG", (("marca", "Marca"), ("modello", "Modello"), ("tipo", "Tipo"), ("rapporto", "Rapp. / V. prim."), ("classe", "Classe"), ("prestazione", "Prestazione"))),
            ("spi", "SPI", (("marca", "Marca"), ("modello", "Modello"), ("rapporto_primario", "Val. primario"), ("rapporto", "Rapporto"), ("classe", "Classe"), ("prestazione", "Prestazione"))),
        ):
            self.room(50)
            self.row(("m", 10, label, 3), ("h", 6, "n."), *(("h", 14, t) for _, t in columns), h=16)
            for n in (1, 2):
                self.row(("-", 10, ""), ("r", 6, str(n)), *(("v", 14, f"{a}riduttori_{kind}.{n}.{c}", f"{label} {n} {t}") for c, t in columns), h=16)
        self.band("Quadro L - Note e firme", 160)
        self.notes_cell(a + "note_tecniche", "Note tecniche")
        self.signs((a + "firma_dichiarante", "Dichiarante (timbro e firma)"), (a + "firma_utente", "Utente Attivo (p.v.)"), (a + "firma_cliente_finale", "Cliente finale (p.v.)"), extra=(a + "data", "Data"))

    def sheet(self) -> None:
        s = "scheda."
        self.annex("Allegato IV bis", "Scheda informazioni e regolazioni delle protezioni")
        self.band("Quadro A - Dichiarante")
        self.declarant(s + "dichiarante")
        self.row(("a", 50, s + "pod", "Codice POD"), ("ao", 50, s + "tipo_utenza", "Tipo di utenza", [("produttore", "produttore"), ("auto_produttore", "auto produttore")]), h=27)
        self.band("Quadro B - Protezione generale", 110)
        self.row(("a", 50, s + "spg.marca_modello", "SPG (marca e modello)"), ("a", 50, s + "dg.marca_modello", "DG associato (marca e modello)"), h=27)
        self.settings(s + "spg", ("Corrente [A]", SPG_A))
        self.directional(s + "spg")
        self.rows_only(s + "spg", "Corrente [A]", SPG_O)
        self.row(("a", 50, s + "trasformatori_energizzati_kva", "Potenza trasformatori contemporaneamente energizzati", "kVA"), ("a", 50, s + "trasformatori_parallelo_kva", "Potenza trasformatori in parallelo", "kVA"), h=27)
        self.band("Quadro C - Protezione di interfaccia", 110)
        self.row(("a", 50, s + "spi.marca_modello", "SPI (marca e modello)"), ("a", 50, s + "ddi.marca_modello", "DDI associato (marca e modello)"), h=27)
        self.settings(s + "spi", ("Tensione [V]", SPI_V), ("Frequenza [Hz]", FREQ))
        self.row(("ao", 100, s + "spi.comando_locale", "Comando locale", SINO), h=27)
        self.band("Quadro D - Unità di generazione", 120)
        self.row(("ao", 66, s + "generazione.tipologia", "Tipologia generatore", [("sincrono", "Sincrono"), ("asincrono", "Asincrono"), ("statico", "Statico"), ("eolico_fc", "Eolico FC"), ("eolico_dfig", "Eolico DFIG"), ("accumulo", "Accumulo")]), ("a", 34, s + "generazione.marca_modello", "Marca e modello"), h=27)
        self.settings(s + "generazione", ("Corrente [A]", GEN_A), ("Tensione [V]", VOLT), ("Frequenza [Hz]", FREQ))
        self.band("Quadro E - Comunicazione delle regolazioni e firme", 110)
        self.row(("a", 50, s + "comunicazione_data", "Comunicate dal Gestore in data"), ("a", 50, s + "comunicazione_protocollo", "Lettera prot."), h=27)
        self.signs((s + "firma_dichiarante", "Dichiarante (timbro e firma)"), (s + "firma_utente", "Utente Attivo (p.v.)"), (s + "firma_cliente_finale", "Cliente finale (p.v.)"), extra=(s + "data", "Data"))

    def annex567(self) -> None:
        a = "allegato5."
        self.annex("Allegato V", "Apparecchiature sensibili o disturbanti")
        self.band("Quadro A - Apparecchiature potenzialmente disturbanti")
        self.ask("Motori asincroni", a + "motori_asincroni")
        self.row(("g", 6, ""), ("a", 34, a + "motori_continui_kw", "Funz. continuo, P nom", "kW"), ("a", 34, a + "motori_intermittenti_kw", "Funz. intermittente, P nom", "kW"), ("a", 26, a + "motori_avviamenti", "Avviamenti", "n/ora"), h=27)
        self.ask("Saldatrici, puntatrici, ecc.", a + "saldatrici", ("a", 18, a + "saldatrici_kva", "Pot. nom.", "kVA"), ("a", 18, a + "saldatrici_impulsi", "Impulsi", "n/min"))
        self.ask("Forni ad arco in corrente alternata", a + "forni_arco", ("a", 36, a + "forni_arco_kva", "Pot. nom.", "kVA"))
        self.ask("– Sistema di compensazione statico", a + "compensazione", ("a", 36, a + "compensazione_kva", "Potenza", "kVA"))
        self.ask("– Reattanza serie di limitazione", a + "reattanza", ("a", 36, a + "reattanza_mh", "Induttanza", "mH"))
        self.ask("Elettronica di potenza", a + "elettronica_potenza", ("a", 36, a + "elettronica_potenza_kva", "Pot. nom.", "kVA"))
        self.ask("Sistemi di rifasamento (condensatori e filtri passivi)", a + "rifasamento")
        self.ask("– con bobina di sbarramento", a + "bobina_sbarramento", ("a", 36, a + "bobina_sbarramento_valore", "Ordine e potenza", "kVAr"))
        self.band("Quadro B - Apparecchiature potenzialmente sensibili")
        self.twice("Sistemi di elaborazione dati", a + "elaborazione_dati", a + "elaborazione_dati_ups")
        self.twice("Sistemi di controllo di processo", a + "controllo_processo", a + "controllo_processo_ups")
        self.twice("Illuminazione con lampade a scarica", a + "lampade_scarica", "")
        self.twice("Altro", a + "altro", a + "altro_ups")
        a = "allegato6."
        self.annex("Allegato VI", "Curva di capability delle unità di generazione")
        self.declarant(a + "dichiarante", False)
        self.row(("m", 14, "Utente Attivo", 1), ("a", 43, a + "cognome", "Cognome"), ("a", 43, a + "nome", "Nome"), h=27)
        self.room(54)
        self.row(("m", 14, "Impianto", 2), ("a", 43, a + "indirizzo", "Sito in (indirizzo)"), ("a", 43, a + "localita", "Località"), h=27)
        self.row(("-", 14, ""), ("a", 36, a + "comune", "Comune"), ("a", 14, a + "provincia", "Prov."), ("a", 36, a + "pod", "Codice POD"), h=27)
        self.band("Curva di capability (P, Q)", 230)
        self.picture(a + "curva", 200, "curve")
        self.signs((a + "firma_dichiarante", "Dichiarante (timbro e firma)"), (a + "firma_utente", "Utente Attivo (p.v.)"), (a + "firma_cliente_finale", "Cliente finale (p.v.)"), extra=(a + "data", "Data"))
        a = "allegato7."
        self.annex("Allegato VII", "Informazione sui rischi specifici")
        self.band("Quadro A - Intervento")
        self.row(("a", 20, a + "data", "Data"), ("a", 80, a + "utente", "Utente Attivo o Terzo"), h=27)
        self.row(("m", 16, "Località dell'intervento", 1), ("a", 48, a + "via", "Via"), ("a", 36, a + "comune", "Comune"), h=27)
        self.row(("a", 50, a + "attivita", "Denominazione attività"), ("a", 50, a + "rif_nominativo", "Persona di riferimento (RIF)"), h=27)
        self.row(("m", 16, "Posto di lavoro", 1), ("a", 42, a + "tratto_da", "Tratto da"), ("a", 42, a + "tratto_a", "a"), h=27)
        self.row(("m", 16, "Sezionamento", 1), ("a", 42, a + "dispositivo_monte", "Dispositivo a monte"), ("a", 42, a + "dispositivo_valle", "Dispositivo a valle"), h=27)
        self.row(("m", 16, "Individuazione", 1), ("a", 42, a + "cavo_tra", "Cavo di collegamento tra"), ("a", 42, a + "cavo_mediante", "e gruppo di misura mediante"), h=27)
        self.band("Quadro B - Informazioni date dal Cliente")
        for f, t in (("interferenze", "Interferenze con altri lavori"), ("vie_accesso", "Vie di accesso, circolazione, fuga"), ("pronto_soccorso", "Presidi di pronto soccorso"), ("idranti", "Idranti ed estintori"), ("quadri", "Quadri elettrici"), ("illuminazione", "Illuminazione artif. e di emergenza"), ("areazione", "Areazione locali"), ("ingombri", "Ingombri"), ("altro", "Altro")):
            self.row(("p", 32, t), ("v", 50, f"{a}{f}_testo", t), ("o", 18, a + f, SINO), h=17)
        self.band("Quadro C - Rischi e misure", 110)
        self.row(("h", 24, "Rischio"), ("h", 17, "Presente"), ("h", 31, "Misure collettive"), ("h", 28, "DPI"), h=14)
        for f, t, d in (("rumore", "Rumore", "Cuffia antirumore"), ("polveri", "Polveri", "Visiera o occhiali di protezione"), ("caduta_gravi", "Caduta gravi", "Elmetto di protezione"), ("scivolamento", "Scivolamento in piano", "Calzature di lavoro"), ("sostanze", "Sostanze dannose o pericolose", "Tute o vestiario speciali")):
            self.row(("p", 24, t), ("o", 17, a + f, SINO), ("v", 31, f"{a}{f}_misure", t), ("d", 28, f"{a}{f}_dpi", d), h=17)
        self.band("Quadro D - Firma della persona di riferimento", 95)
        self.row(("a", 100, a + "sottoscritto", "Il sottoscritto"), h=27)
        self.signs((a + "firma", "Firma"), extra=(a + "firma_data", "Data"))
