"""The sheet of the protections and the annexes 5 to 7 of layout L."""

from __future__ import annotations

from benchmarks.made.offices.l_blocks import Blocks
from benchmarks.made.offices.l_words import DAY, SINO, Blank, Boxes

# A sentence or a row of cells is one line here, as it is on the form.
# fmt: off

SPG = [("i1", "I> (prima soglia, tempo inverso)", "A"), ("i2", "I>> (seconda soglia)", "A"), ("i3", "I>>> (terza soglia)", "A"), ("io1", "Io> omopolare prima soglia", "A"), ("io2", "Io>> omopolare seconda soglia", "A")]
TF = [("27s1", "Minima tensione prima soglia 27.S1", "V"), ("27s2", "Minima tensione seconda soglia 27.S2", "V"), ("59s1", "Massima tensione prima soglia 59.S1", "V"), ("59s2", "Massima tensione seconda soglia 59.S2", "V"), ("81min_s1", "Minima frequenza soglia restrittiva 81<.S1", "Hz"), ("81min_s2", "Minima frequenza soglia permissiva 81<.S2", "Hz"), ("81max_s1", "Massima frequenza soglia restrittiva 81>.S1", "Hz"), ("81max_s2", "Massima frequenza soglia permissiva 81>.S2", "Hz")]
SPI = [("59vi", "Tensione inversa 59Vi", "V"), ("27vd", "Tensione diretta 27Vd", "V"), ("59v0_sblocco", "Tensione residua 59V0 per sblocco voltmetrico", "V"), ("59v0", "Tensione residua 59V0", "V"), *TF]
GEN = [("50", "Corrente istantanea 50", "A"), ("51", "Corrente ritardata 51", "A"), ("40", "Sottoeccitazione 40", "%"), *TF]


class Annexes(Blocks):
    """Writes what follows annex 4."""

    def sheet(self) -> None:
        s = "scheda."
        self.turn()
        for words in ("Scheda informazioni", "funzionalità e regolazioni delle protezioni"):
            self.say((self.left + self.right - self.wide(words, "VeraBd", 10)) / 2, self.y, words, "VeraBd", 10)
            self.y += 15
        self.y += 6
        self.declarant(s + "dichiarante")
        self.lines((100, "Codice POD del punto di connessione principale", s + "pod", "boxes14"))
        self.asked("Tipo di utenza:", s + "tipo_utenza", [("produttore", "produttore"), ("auto_produttore", "auto produttore")])
        self.title("Protezione generale", 100)
        self.flow("Il Sistema di Protezione Generale (marca e modello)", Blank(s + "spg.marca_modello", 150, "SPG"), "è associato al Dispositivo Generale (marca e modello)", Blank(s + "dg.marca_modello", 150, "DG"), ".")
        self.settings(s + "spg", SPG, "Protezione generale")
        self.lines((100, "Potenza complessiva dei trasformatori contemporaneamente energizzati", s + "trasformatori_energizzati_kva", "kVA"))
        self.lines((100, "Potenza complessiva dei trasformatori in parallelo", s + "trasformatori_parallelo_kva", "kVA"))
        self.title("Protezione di interfaccia", 120)
        self.flow("Il Sistema di Protezione di Interfaccia (marca e modello)", Blank(s + "spi.marca_modello", 150, "SPI"), "è associato al Dispositivo di Interfaccia (marca e modello)", Blank(s + "ddi.marca_modello", 150, "DDI"), ".")
        self.settings(s + "spi", SPI, "Protezione di interfaccia")
        self.asked("Comando locale", s + "spi.comando_locale", SINO)
        self.title("Protezioni delle unità di generazione", 120)
        self.flow("Tipologia di generatore:", gap=15)
        names = [("sincrono", "Sincrono"), ("asincrono", "Asincrono"), ("statico", "Statico"), ("eolico_fc", "Eolico FC"), ("eolico_dfig", "Eolico DFIG"), ("accumulo", "Accumulo")]
        self.options(s + "generazione.tipologia", self.left + 14, self.y, names, gap=16)
        self.down()
        self.lines((100, "Marca e modello", s + "generazione.marca_modello"))
        self.settings(s + "generazione", GEN, "Protezione")
        self.flow("Le regolazioni sono state comunicate dal Gestore in data", Boxes(s + "comunicazione_data", 8, "Data comunicazione", DAY), "con lettera prot.", Blank(s + "comunicazione_protocollo", 110, "Protocollo"), ".")
        self.lines((50, "Data", s + "data", "date"))
        self.viewed(s)

    def annex5(self) -> None:
        a = "allegato5."
        self.annex("5", "Apparecchiature sensibili o disturbanti")
        self.title("Apparecchiature potenzialmente disturbanti")
        self.asked("1. Motori asincroni", a + "motori_asincroni")
        self.values_under(("funzionamento continuo, P nom", a + "motori_continui_kw", "kW"))
        self.values_under(("funzionamento intermittente, P nom", a + "motori_intermittenti_kw", "kW"), ("avviamenti", a + "motori_avviamenti", "n/ora"))
        self.asked("2. Saldatrici, puntatrici, ecc.", a + "saldatrici")
        self.values_under(("potenza nominale", a + "saldatrici_kva", "kVA"), ("impulsi", a + "saldatrici_impulsi", "n/minuto"))
        self.asked("3. Forni ad arco in corrente alternata", a + "forni_arco")
        self.values_under(("potenza nominale", a + "forni_arco_kva", "kVA"))
        self.asked("sistema di compensazione statico", a + "compensazione", indent=24, rest=(a + "compensazione_kva", "kVA"))
        self.asked("reattanza serie di limitazione", a + "reattanza", indent=24, rest=(a + "reattanza_mh", "mH"))
        self.asked("4. Elettronica di potenza", a + "elettronica_potenza")
        self.values_under(("potenza nominale", a + "elettronica_potenza_kva", "kVA"))
        self.asked("5. Sistemi di rifasamento (condensatori e filtri)", a + "rifasamento")
        self.asked("con bobina di sbarramento", a + "bobina_sbarramento", indent=24, rest=(a + "bobina_sbarramento_valore", "ordine e kVAr"))
        self.title("Apparecchiature potenzialmente sensibili")
        for f, t, i in (("elaborazione_dati", "1. Sistemi di elaborazione dati", 0), ("elaborazione_dati_ups", "UPS", 24), ("controllo_processo", "2. Sistemi di controllo di processo", 0), ("controllo_processo_ups", "UPS", 24), ("lampade_scarica", "3. Illuminazione con lampade a scarica", 0), ("altro", "4. Altro", 0), ("altro_ups", "UPS", 24)):
            self.asked(t, a + f, indent=i)

    def annex6(self) -> None:
        a = "allegato6."
        self.annex("6", "Curva di capability delle unità di generazione")
        self.declarant(a + "dichiarante", False)
        self.flow(
            "allega la curva di capability delle unità dell'impianto dell'Utente Attivo (cognome)", Blank(a + "cognome", 140, "Cognome"), "(nome)", Blank(a + "nome", 130, "Nome"), ", sito in (indirizzo)", Blank(a + "indirizzo", 180, "Indirizzo"),
            ", località", Blank(a + "localita", 140, "Localita"), ", comune di", Blank(a + "comune", 140, "Comune"), ", provincia di", Blank(a + "provincia", 40, "Provincia"), ", POD", Boxes(a + "pod", 14, "POD"), ".",
        )
        self.small("Curva di capability (P,Q)", 230)
        self.picture(a + "curva", 190, "curve")
        self.y += 20
        self.lines((50, "Data", a + "data", "date"))
        self.viewed(a)

    def annex7(self) -> None:
        a = "allegato7."
        self.annex("7", "Informazione sui rischi specifici")
        self.lines((50, "Data", a + "data", "date"), (50, "Utente Attivo o Terzo", a + "utente"))
        self.lines((60, "Località dell'intervento: via", a + "via"), (40, "comune", a + "comune"))
        self.lines((100, "Denominazione attività", a + "attivita"))
        self.lines((100, "Persona di riferimento (RIF), Sig.", a + "rif_nominativo"))
        self.flow('Il "posto di lavoro" è definito dal tratto compreso da', Blank(a + "tratto_da", 150, "Da"), "a", Blank(a + "tratto_a", 150, "A"), ".")
        self.flow("Punti di sezionamento: dispositivo a monte", Blank(a + "dispositivo_monte", 150, "Monte"), ", dispositivo a valle", Blank(a + "dispositivo_valle", 150, "Valle"), ".")
        self.flow("Cavo di collegamento tra", Blank(a + "cavo_tra", 150, "Cavo"), "e gruppo di misura mediante", Blank(a + "cavo_mediante", 150, "Mediante"), ".")
        self.title("Informazioni date dal Cliente")
        for f, t in (("interferenze", "Interferenze con altri lavori o impianti"), ("vie_accesso", "Vie di accesso, circolazione e fuga"), ("pronto_soccorso", "Presidi di pronto soccorso"), ("idranti", "Idranti ed estintori"), ("quadri", "Quadri elettrici e interruttori generali"), ("illuminazione", "Illuminazione artificiale e di emergenza"), ("areazione", "Areazione dei locali"), ("ingombri", "Eventuali ingombri"), ("altro", "Altro")):
            self.told(t, a + f, f"{a}{f}_testo")
        self.title("Rischi dell'ambiente di lavoro e misure", 100)
        for f, t in (("rumore", "Rumore"), ("polveri", "Polveri"), ("caduta_gravi", "Caduta gravi"), ("scivolamento", "Scivolamento in piano"), ("sostanze", "Sostanze dannose e/o pericolose")):
            self.told(t, a + f, f"{a}{f}_misure")
        self.small("Dispositivi di protezione individuale", 80)
        for f, t in (("rumore_dpi", "Cuffia antirumore o inserti auricolari"), ("polveri_dpi", "Visiera o occhiali di protezione"), ("caduta_gravi_dpi", "Elmetto di protezione"), ("scivolamento_dpi", "Calzature di lavoro"), ("sostanze_dpi", "Tute o vestiario speciali")):
            self.listed(a + f, [("SI", t)])
            self.y -= 4
        self.y += 8
        self.flow("Il/La sottoscritto/a", Blank(a + "sottoscritto", 200, "Sottoscritto"), "in qualità di persona di riferimento (RIF) conferma quanto sopra.")
        self.lines((50, "Data", a + "firma_data", "date"))
        self.signs((a + "firma", "Firma"))
