from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.daily_mail import daily_mail, daily_message_id, daily_name, daily_subject
from reports.mail import address

SENDER = "portale@pec.acquirenteunico.it"


def parsed(report, pdf=b"%PDF-1", xlsx=b"PK"):
    return message_from_bytes(daily_mail(report, pdf, xlsx, SENDER), policy=default)


def test_addresses_subject_date_and_body(a_report):
    mail = parsed(a_report())
    assert mail["From"] == SENDER
    assert mail["To"] == "acme@pec.example.it"
    assert mail["Subject"] == "Portale Operatori-Gestori - Report giornaliero del 21/11/2026"
    assert mail["Date"] == "Sun, 22 Nov 2026 01:15:00 +0100"
    assert mail["Bcc"] is None
    assert not mail.defects
    assert mail.get_body().get_content().splitlines() == [
        "Si trasmette, in allegato, quanto in oggetto.",
        "Cordiali Saluti",
        "Sportello per il consumatore Energia e Ambiente",
    ]


def test_attachments_come_back_byte_for_byte(a_report):
    pdf, xlsx = bytes(range(256)) * 9, b"PK\x03\x04\r\n.\r\n"
    files = {part.get_filename(): part for part in parsed(a_report(), pdf, xlsx).iter_attachments()}
    assert list(files) == ["report-giornaliero_acme_2026-11-21.pdf", "report-giornaliero_acme_2026-11-21.xlsx"]
    first, second = files.values()
    assert (first.get_content_type(), first.get_content()) == ("application/pdf", pdf)
    assert second.get_content() == xlsx
    assert second.get_content_type().endswith("spreadsheetml.sheet")


def test_lines_end_with_crlf_and_stay_within_limits(a_report):
    raw = daily_mail(a_report(), b"x" * 5000, b"y" * 5000, SENDER)
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert max(map(len, raw.split(b"\r\n"))) <= 80


def test_a_new_version_is_another_message_with_other_names(a_report):
    first, again = a_report(), a_report(version=2, reason="x")
    assert daily_subject(again) == f"{daily_subject(first)} (versione 2)"
    assert daily_name(again, "pdf") == "report-giornaliero_acme_2026-11-21_v2.pdf"
    assert daily_message_id(first, SENDER) != daily_message_id(again, SENDER)


def test_the_message_id_is_the_same_for_a_repeated_build_and_lives_in_its_local_part(a_report):
    first = daily_message_id(a_report(), SENDER)
    assert first == daily_message_id(a_report(), SENDER) == parsed(a_report())["Message-ID"]
    others = [a_report(operator_code="acm"), a_report(operator_code="acme2"), a_report(version=3)]
    locals_ = {daily_message_id(r, SENDER).split("@")[0] for r in others}
    assert len(locals_ | {first.split("@")[0]}) == 4
    assert first.endswith("@pec.acquirenteunico.it>")


def test_same_input_same_bytes(a_report):
    assert daily_mail(a_report(), b"p", b"x", SENDER) == daily_mail(a_report(), b"p", b"x", SENDER)


@pytest.mark.parametrize(
    "bad",
    ["", "acme", "acme@", "@pec.it", "a@b.it\r\nBcc: x@y.it", "a@b.it\nX: 1", "a b@c.it", "a@b.it, c@d.it", "é@pec.it", "<a@b.it>", "a@b.it\x00"],
)  # fmt: skip
def test_what_is_no_address_is_refused(a_report, bad):
    with pytest.raises(ValueError, match="non è valido"):
        daily_mail(a_report(pec=bad), b"", b"", SENDER)
    with pytest.raises(ValueError, match="non è valido"):
        daily_mail(a_report(), b"", b"", bad)


@given(st.text(st.sampled_from('ab1@@.-_ ,;<>"\r\n'), max_size=14))
def test_no_address_smuggles_a_header(text):
    try:
        found = address(text)
    except ValueError:
        return
    assert found.addr_spec == text
    assert not set(text) & set('\r\n ,;<>"')


def test_usual_addresses_pass():
    for good in ("acme@pec.it", "a.b-c+d@pec.acme-energia.example.it", "x_1@legalmail.it"):
        assert address(good).addr_spec == good


@given(st.text(min_size=1, max_size=60))
def test_file_names_are_plain_and_differ_with_the_operator(code):
    from datetime import UTC, date, datetime

    from domain.daily import DailyReport

    report = DailyReport(code, "x", "a@b.it", date(2026, 1, 1), 1, "", datetime(2026, 1, 2, tzinfo=UTC))
    name = daily_name(report, "pdf")
    assert name.isascii()
    assert len(name) < 100
    assert not set(name) & set('/\\:*?"<>|\r\n ')
    assert name != daily_name(replace(report, operator_code=code + "/"), "pdf")


def test_the_boundary_occurs_in_no_content(a_report):
    raw = daily_mail(a_report(), sha256(b"x").digest(), b"", SENDER)
    boundary = message_from_bytes(raw).get_boundary().encode()
    assert raw.count(b"--" + boundary) == 4
