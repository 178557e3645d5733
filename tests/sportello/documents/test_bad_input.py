"""Issue 2, "Bad input gets": every bad upload ends in a state, with its code and message; nothing is lost."""

from __future__ import annotations

import pytest

from tests.builders import codes, details, messages, pdf

E002 = "Il formato del file '{}' non è valido"
E013 = "L'archivio .zip non è valido."
A = "acme/risposte/"
C = "acme/comunicazioni/"

#: path, codes of the reasons, a code among the findings, exact message ("" = not looked at)
REFUSED = [
    (A + "L-P-25-0000002/vuota.pdf", ["E002"], "E002", E002.format("vuota.pdf")),
    (A + "L-P-25-0000003/senza pagine.pdf", ["E002"], "PDF-05", E002.format("senza pagine.pdf")),
    (A + "L-P-25-0000004/password.pdf", ["E002"], "PDF-06", E002.format("password.pdf")),
    (A + "L-P-25-0000006/tronca.pdf", ["E002"], "PDF-04", E002.format("tronca.pdf")),
    (A + "L-P-25-0000007/testo.pdf", ["E002"], "E002", E002.format("testo.pdf")),
    (A + "L-P-25-0000008/risposta.docx", ["E002"], "E002", E002.format("risposta.docx")),
    (A + "R-P-25-7777777.pdf", ["E003"], "E003", "La risposta non è riconciliabile con alcuna lettera."),
    (A + "L-P-25-0000090/copia.pdf", ["E010"], "E010", "Lettera in copia conoscenza: upload non consentito."),
    (
        A + "L-P-25-0000091/presto.pdf",
        ["E011"],
        "E011",
        "La lettera deve essere scaricata prima del caricamento della risposta.",
    ),
    ("rivo/risposte/R-P-25-0000012.pdf", ["E003"], "E003", ""),
    (A + "archivio.rar", ["E013"], "ZIP-03", E013),
    (A + "vuoto.zip", ["E013"], "ZIP-01", E013),
    (A + "senza voci.zip", ["E013"], "ZIP-06", E013),
    (A + "bomba.zip", ["E013"], "ZIP-11", E013),
    (A + "tronco.zip", ["E013"], "ZIP-04", E013),
    (A + "cifrato.zip!/R-P-25-0000013.PDF", ["E013"], "ZIP-20", E013),
    (A + "misto.zip!/interno.zip", [], "ZIP-25", ""),
    (
        A + "misto.zip!/risposta finale.pdf",
        ["E001"],
        "E001",
        "Il nome della risposta non corrisponde con la lettera selezionata.",
    ),
    (A + "misto.zip!/R-P-25-0000019.PDF", ["E002"], "E002", E002.format("R-P-25-0000019.PDF")),
    (C + "diciassette_caratt.pdf", ["E008"], "E008", "L'etichetta deve avere meno di 17 caratteri."),
    (C + "grande.pdf", ["E007"], "E007", "La dimensione del file supera il limite di 15 MB."),
    ("acme/varie/nota.pdf", ["E014"], "E014", ""),
    (A + "foo!/R-P-25-0000022.pdf", ["E014"], "E014", ""),
    ("ignoto/risposte/R-P-25-0000001.pdf", [], "E015", ""),
    ("-/sparso.pdf", [], "E014", ""),
    (A + "cartella.pdf", ["E002"], "E002", ""),
    (C + "legame.pdf", ["E002"], "E002", ""),
    (C + "tubo.pdf", ["E002"], "E002", ""),
    (C + "orfano.pdf.json", ["E002"], "E002", ""),
]


@pytest.mark.parametrize(("path", "reasons", "detail", "message"), REFUSED, ids=[r[0] for r in REFUSED])
def test_a_bad_upload_is_refused_with_its_reason(worked, path, reasons, detail, message) -> None:
    document = worked[path]
    assert document["state"] == "rejected"
    assert set(reasons) <= set(codes(document))
    assert detail in details(document)
    assert not message or message in messages(document)
    assert document["kind"] in {"archive", "reply", "free_communication", "unknown"}


GOOD = [
    (A + "L-P-25-0000001/buona.pdf", "R-P-25-0000001.PDF"),
    (A + "L-P-25-0000005/restrizioni.pdf", "R-P-25-0000005.PDF"),
    (A + "L-P-25-0000009/PERCHÉ però.PDF", "R-P-25-0000009.PDF"),
    (A + "L-P-25-0000010/" + "n" * 240 + ".pdf", "R-P-25-0000010.PDF"),
    (A + "r-p-25-0000011.pdf", "R-P-25-0000011.PDF"),
    (A + "misto.zip!/R-P-25-0000015.PDF", "R-P-25-0000015.PDF"),
    (A + "doppi.zip!/R-P-25-0000021.PDF", "R-P-25-0000021.PDF"),
    (C + "sedici_caratteri.pdf", "sedici_caratteri.pdf"),
]


@pytest.mark.parametrize(("path", "stored_as"), GOOD, ids=[g[1] for g in GOOD])
def test_good_uploads_beside_bad_ones_are_accepted(worked, path, stored_as) -> None:
    assert worked[path]["state"] == "accepted"
    assert worked[path]["stored_as"] == stored_as


def test_an_owner_password_is_told_but_does_no_harm(worked) -> None:
    assert "PDF-W1" in details(worked[A + "L-P-25-0000005/restrizioni.pdf"])


def test_entries_outside_the_archive_or_in_folders_are_refused(worked) -> None:
    inside = {d["path"]: d for d in worked.documents.values() if "misto.zip!/" in d["path"]}
    assert len(inside) == 6
    refused = [code for d in inside.values() for code in details(d)]
    assert {"ZIP-25", "ZIP-26", "ZIP-27"} <= set(refused)


def test_two_entries_of_one_name_are_both_refused(worked) -> None:
    inside = [d for d in worked.documents.values() if "doppi.zip!/" in d["path"] and "20" in d["path"]]
    assert [d["state"] for d in inside] == ["rejected", "rejected"]
    assert all("ZIP-34" in details(d) for d in inside)


def test_a_cp437_name_is_read_with_its_accents(worked) -> None:
    assert worked[A + "cp437.zip!/perché.pdf"]["state"] == "rejected"


def test_an_empty_folder_and_a_pipe_say_what_they_are(worked) -> None:
    for path, word in (
        (A + "cartella.pdf", "cartella"),
        (C + "legame.pdf", "collegamento"),
        (C + "tubo.pdf", "file speciale"),
    ):
        assert any(word in str(f.get("observed")) for f in worked[path]["findings"]), worked[path]["findings"]


def test_a_link_is_never_followed(worked) -> None:
    assert worked[C + "legame.pdf"]["bytes"] == len("/etc/hostname")


def test_control_characters_in_a_name_reach_no_terminal(worked) -> None:
    path = next(p for p in worked.documents if "rosso" in p)
    said = worked.desk("show", worked[path]["document"])
    assert said.code == 0
    assert "\x1b[31m" not in said.out
    assert worked.desk("status").code == 0


def test_a_sidecar_gives_user_and_time(worked) -> None:
    document = worked[C + "con utente.pdf"]
    assert document["user"] == "Anna Bo"
    assert document["received_at"] == "2025-03-10T09:00:00+01:00"


@pytest.mark.parametrize("name", ["dal futuro", "rotto", "dal passato"])
def test_a_sidecar_that_cannot_be_believed_is_told_and_left_out(worked, name) -> None:
    document = worked[C + name + ".pdf"]
    assert document["received_at"] == "2025-03-10T12:00:00+01:00"
    assert document["state"] == "accepted"
    shown = worked.desk("show", document["document"], "--json").json
    assert [n["code"] for n in shown["facts"]["notices"]] == ["INT-01"]


def test_files_still_arriving_are_left_with_the_reason(worked) -> None:
    left = {item["path"] for item in worked.said.json["lasciati"]}
    assert left == {C + ".nascosto.pdf", *(f"{C}in arrivo.pdf.{e}" for e in ("part", "tmp", "crdownload"))}


def test_the_inbox_holds_only_what_is_still_arriving(worked) -> None:
    files = [p.name for p in worked.desk.inbox.rglob("*") if not p.is_dir()]
    assert len(files) == 4


def test_the_command_ends_well_and_the_ledger_balances(worked) -> None:
    assert worked.said.code == 0
    assert "Traceback" not in worked.said.err
    status = worked.desk.status()
    assert status["balanced"]
    assert status["pending"] == status["error"] == 0
    assert status["received"] == len(worked.documents)
    assert all(archive["balanced"] for archive in status["archives"])


def test_every_refusal_names_code_message_and_cure(worked) -> None:
    for document in worked.documents.values():
        if document["state"] != "rejected":
            continue
        assert document["reasons"], document["path"]
        blocking = [f for f in document["findings"] if f["severity"] == "blocking"]
        assert all(f["message"] and f["source"] for f in blocking), document["path"]
        assert all(f.get("cure") for f in blocking), (document["path"], blocking)


def test_a_second_ingest_changes_nothing(worked) -> None:
    before = worked.desk.export()
    said = worked.desk("ingest", "--json")
    assert (said.code, said.json["ricevuti"], said.json["esiti"]) == (0, 0, {})
    assert worked.desk.export() == before


def test_bytes_of_every_document_are_in_the_store(worked) -> None:
    store = worked.desk.app().blobs
    for document in worked.documents.values():
        if document.get("sha256"):
            assert store.local_path(document["sha256"]) is not None, document["path"]
    assert pdf("quindici") == pdf("quindici")
