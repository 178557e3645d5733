"""Annexes 5, 6 and 7."""

from __future__ import annotations

from benchmarks.made.blocks import Layout, W, declarant, signed


def annex5(lay: Layout, _: W) -> None:
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


def annex6(lay: Layout, w: W) -> None:
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
