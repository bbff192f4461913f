"""A sealed copy is known as ours to anyone, and any change to it is seen."""

import io
import random
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import load_pem_x509_certificate
from pyhanko.pdf_utils.generic import pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from pdf import keys, verify
from pdf.errors import NoSealKey, SealFailed, SealTimeout
from pdf.render import render_copy
from pdf.seal import seal
from tests.pdf.sample import ENGLISH, story

JARS = [
    f"/usr/share/java/{name}.jar"
    for name in ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging")
]
STUBS = Path(__file__).parent / "preflight"


@pytest.fixture(scope="module")
def plain():
    return render_copy(ENGLISH)


@pytest.fixture(scope="module")
def sealed(plain):
    return seal(plain, reason="Official copy", location="Winnipeg", name="Winnipeg Police Service")


def test_a_sealed_copy_is_genuine(sealed):
    verdict = verify.verify(sealed)
    assert verdict.genuine
    assert verdict.signer == "Constat development seal"
    assert verdict.signed_at is not None


def test_a_copy_without_a_seal_is_not(plain):
    assert verify.verify(plain).reason == "no_seal"


def test_something_added_behind_the_seal_is_a_change(sealed):
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed))
    writer.root["/Lang"] = pdf_string("de")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(sealed)
    assert verify.verify(out.getvalue()).reason == "changed"
    assert not verify.verify(sealed + b"\n%%EOF").genuine


def test_a_sealed_copy_is_not_sealed_again(sealed):
    with pytest.raises(SealFailed):
        seal(sealed)


def test_the_seal_of_somebody_else_is_not_ours(sealed):
    verdict = verify.verify(sealed, trusted=[])
    assert (verdict.sealed, verdict.intact, verdict.trusted) == (True, True, False)


def test_a_flipped_bit_anywhere_is_seen(sealed):
    chance = random.Random(7)
    for _ in range(15):
        at = chance.randrange(len(sealed))
        flipped = sealed[:at] + bytes([sealed[at] ^ 1 << chance.randrange(8)]) + sealed[at + 1 :]
        assert not verify.verify(flipped).genuine, at


@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7", b"%PDF-1.4\n" + bytes(range(256)) * 40, b"MZ\x90"])
def test_what_is_no_pdf_has_a_verdict_too(junk):
    assert verify.verify(junk).reason in {"unreadable", "no_seal"}


def test_half_a_file_has_a_verdict_too(sealed):
    assert not verify.verify(sealed[: len(sealed) // 2]).genuine


def test_a_file_beyond_the_limit_is_not_read(monkeypatch):
    monkeypatch.setattr(verify, "MAX_BYTES", 10)
    assert verify.verify(b"%PDF-1.4 and more").reason == "too_large"


def test_the_key_of_development_is_made_once_and_for_us_alone(settings, tmp_path):
    settings.SEAL_FOLDER = tmp_path / "seal"
    with ThreadPoolExecutor(8) as threads:
        made = {path.read_bytes() for path in threads.map(lambda _: keys.development_key(), range(8))}
    assert len(made) == 1
    assert (tmp_path / "seal" / "development.pem").stat().st_mode & 0o777 == 0o600
    assert len(list((tmp_path / "seal").iterdir())) == 1


def test_production_seals_with_no_key_of_its_own_making(settings):
    settings.PRODUCTION = True
    with pytest.raises(NoSealKey, match="SEAL_KEY_FILE"):
        keys.signer()


def test_a_timestamp_authority_that_is_away_means_later(settings, plain):
    settings.SEAL_TIMESTAMP_URL = "http://127.0.0.1:9/"
    with pytest.raises(SealTimeout):
        seal(plain)


def test_a_web_server_verifies_with_the_certificate_alone(settings, tmp_path, sealed):
    pem = keys.development_key().read_bytes()
    (tmp_path / "seal.crt").write_bytes(pem[: pem.index(b"-----BEGIN PRIVATE")])
    settings.PRODUCTION = True
    assert verify.verify(sealed).reason == "unknown_signer"
    settings.SEAL_CERT_FILE = str(tmp_path / "seal.crt")
    assert verify.verify(sealed).genuine


def test_a_key_in_pkcs12_seals(settings, tmp_path, plain):
    pem = keys.development_key().read_bytes()
    bundle = pkcs12.serialize_key_and_certificates(
        b"seal", serialization.load_pem_private_key(pem, None), load_pem_x509_certificate(pem), None,
        serialization.BestAvailableEncryption(b"passphrase"),
    )  # fmt: skip
    (tmp_path / "seal.p12").write_bytes(bundle)
    settings.SEAL_KEY_FILE, settings.SEAL_PASSPHRASE = str(tmp_path / "seal.p12"), "passphrase"
    assert verify.verify(seal(plain)).genuine
    settings.SEAL_PASSPHRASE = "wrong"
    with pytest.raises(NoSealKey):
        keys.signer()


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="needs poppler-utils")
def test_pdfsig_accepts_the_signature(sealed, tmp_path):
    (tmp_path / "copy.pdf").write_bytes(sealed)
    said = subprocess.run(
        ["pdfsig", tmp_path / "copy.pdf"], capture_output=True, check=False, text=True
    ).stdout
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


@pytest.mark.skipif(
    not (shutil.which("javac") and all(Path(jar).exists() for jar in JARS)),
    reason="needs a JDK and libpdfbox2-java",
)
def test_preflight_takes_it_for_a_pdf_a_1b(sealed, tmp_path):
    (tmp_path / "latin.pdf").write_bytes(sealed)
    (tmp_path / "world.pdf").write_bytes(seal(render_copy(story("Ж ᐊ ਪ سلام 王 한 → ∑ 😀"))))
    # The Java of today lacks two classes that Debian's preflight asks for.
    subprocess.run(["javac", "-d", tmp_path / "classes", *STUBS.rglob("*.java")], check=True)
    path = ":".join([str(tmp_path / "classes"), *JARS])
    for name in ("latin.pdf", "world.pdf"):
        command = ["java", "-cp", path, "org.apache.pdfbox.preflight.Validator_A1b", tmp_path / name]
        said = subprocess.run(command, capture_output=True, check=False, text=True).stdout
        assert "is a valid PDF/A-1b file" in said, said
