"""A small authority and a small PEC provider, so that tests need no file of anybody's."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PROVIDER = "posta-certificata@gestore.example"
DESK = "portale@pec.desk.example"


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


def key_pem(key):
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def named(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


@dataclass
class Authority:
    """Issues certificates valid from 2020 to 2040."""

    key: object
    certificate: x509.Certificate

    @classmethod
    def make(cls, name="Autorità di prova"):
        key = ec.generate_private_key(ec.SECP256R1())
        usage = {n: False for n in ("digital_signature", "content_commitment", "key_encipherment",
                                    "data_encipherment", "key_agreement", "encipher_only", "decipher_only")}  # fmt: skip
        made = (
            start(named(name), named(name), key)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(**usage, key_cert_sign=True, crl_sign=True), critical=True)
            .sign(key, hashes.SHA256())
        )
        return cls(key, made)

    def issue(self, *names, rsa_key=False, until=datetime(2040, 1, 1, tzinfo=UTC)):
        """Return (certificate, key) for these subject alternative names."""
        key = rsa.generate_private_key(65537, 2048) if rsa_key else ec.generate_private_key(ec.SECP256R1())
        usage = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.EMAIL_PROTECTION]
        made = (
            start(named("prova"), self.certificate.subject, key, until)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName(names), critical=False)
            .add_extension(x509.ExtendedKeyUsage(usage), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        return made, key


def start(subject, issuer, key, until=datetime(2040, 1, 1, tzinfo=UTC)):
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def server_names():
    return x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))


def mail_name(address=PROVIDER):
    return x509.RFC822Name(address)


def daticert(tipo, reference="abc.1@pec.desk.example", recipient="acme@pec.example", error="nessuno", detail=""):
    """Write the certification data of a receipt, as RFC 6109 describes them."""
    consegna = f"<consegna>{recipient}</consegna>" if tipo not in {"accettazione", "non-accettazione"} else ""
    extended = f"<errore-esteso>{detail}</errore-esteso>" if detail else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><postacert tipo="{tipo}" errore="{error}"><intestazione>'
        f'<mittente>{DESK}</mittente><destinatari tipo="certificato">{recipient}</destinatari>'
        f"<risposte>{DESK}</risposte><oggetto>Report</oggetto></intestazione><dati>"
        f'<gestore-emittente>Gestore di prova</gestore-emittente><data zona="+0100"><giorno>18/02/2025</giorno>'
        f"<ora>01:30:05</ora></data><identificativo>g.1@gestore.example</identificativo>"
        f"<msgid>&lt;{reference}&gt;</msgid>{consegna}{extended}</dati></postacert>"
    ).encode()


def receipt(tipo, *, xml=None, header_reference="<abc.1@pec.desk.example>", postacert=None, headers=(), **certified):
    """Write the mail of a receipt, unsigned."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = PROVIDER
    mail["To"] = DESK
    mail["Subject"] = "QUALSIASI: l'oggetto non conta"
    mail["Date"] = "Tue, 18 Feb 2025 01:30:06 +0100"
    mail["Message-ID"] = "<r.1@gestore.example>"
    mail["X-Ricevuta"] = tipo
    if header_reference:
        mail["X-Riferimento-Message-ID"] = header_reference
    for name, value in headers:
        mail[name] = value
    mail.set_content("Ricevuta di prova: è tutto.\n", cte="quoted-printable")
    content = daticert(tipo, **certified) if xml is None else xml
    if content:
        mail.add_attachment(content, "application", "xml", filename="daticert.xml", cte="base64")
    if postacert is not None:
        mail.add_attachment(postacert, filename="postacert.eml")
    return mail.as_bytes()


def later(days):
    return datetime(2025, 2, 18, tzinfo=UTC) + timedelta(days=days)
