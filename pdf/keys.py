"""The key that seals copies: the agency's own from files, or in development one made on the spot."""

import datetime as dt
import os
import tempfile
from pathlib import Path

from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from pdf.errors import NoSealKey

PKCS12 = {".p12", ".pfx"}


def signer() -> SimpleSigner:
    """Return what seals: SEAL_KEY_FILE (PKCS#12, or PEM with SEAL_CERT_FILE), else the key of development."""
    key = Path(settings.SEAL_KEY_FILE) if settings.SEAL_KEY_FILE else development_key()
    passphrase = settings.SEAL_PASSPHRASE.encode() or None
    try:
        if key.suffix in PKCS12:
            loaded = SimpleSigner.load_pkcs12(key, passphrase=passphrase)
            if loaded is None:
                raise ValueError
            return loaded
        chain = _certificates(key)
        return _with_key(key.read_bytes(), passphrase, chain)
    except (OSError, ValueError) as error:
        raise NoSealKey(f"The seal key in {key} cannot be used.") from error


def trusted() -> list[x509.Certificate]:
    """Return the certificates whose seals are ours: the present ones and SEAL_OLD_CERT_FILES.

    With SEAL_CERT_FILE set this needs no key, so that a web server can verify without one.
    """
    old = [found for name in settings.SEAL_OLD_CERT_FILES for found in read_certificates(Path(name))]
    return _present() + old


def read_certificates(path: Path) -> list[x509.Certificate]:
    """Return the certificates in a PEM or DER file."""
    return list(load_certs_from_pemder_data(path.read_bytes()))


def development_key() -> Path:
    """Return the file with our own key and certificate, made once; refused in production."""
    if settings.PRODUCTION:
        raise NoSealKey("SEAL_KEY_FILE is not set. Name the file with the agency's key.")
    folder = Path(settings.SEAL_FOLDER)
    path = folder / "development.pem"
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=folder)  # readable by us alone
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_generated())
                file.flush()
                os.fsync(file.fileno())
            # Whole or not at all, and the first one stays: others may have sealed with it already.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            Path(draft).unlink()
    return path


def _certificates(key: Path) -> list[x509.Certificate]:
    return read_certificates(Path(settings.SEAL_CERT_FILE) if settings.SEAL_CERT_FILE else key)


def _present() -> list[x509.Certificate]:
    if settings.SEAL_CERT_FILE:
        return read_certificates(Path(settings.SEAL_CERT_FILE))
    if settings.SEAL_KEY_FILE or not settings.PRODUCTION:
        sealing = signer()
        return [sealing.signing_cert, *sealing.cert_registry]
    return []


def _with_key(content: bytes, passphrase: bytes | None, chain: list[x509.Certificate]) -> SimpleSigner:
    registry = SimpleCertificateStore.from_certs(chain[1:])
    key: keys.PrivateKeyInfo = load_private_key_from_pemder_data(content, passphrase=passphrase)
    return SimpleSigner(signing_cert=chain[0], signing_key=key, cert_registry=registry)


def _generated() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = certificates.Name(
        [
            certificates.NameAttribute(NameOID.ORGANIZATION_NAME, "Constat development"),
            certificates.NameAttribute(NameOID.COMMON_NAME, "Constat development seal"),
        ]
    )
    now = dt.datetime.now(dt.UTC)
    usage = certificates.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        certificates.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(certificates.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=3650))
        .add_extension(usage, critical=True)
        .add_extension(certificates.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM) + key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
