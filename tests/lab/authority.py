"""The lab's own certificate authority: made on the spot, trusted inside the box only, gone with it.

Each certificate an attack shows is a chain file (leaf first, then what a server sends along, then the leaf's key).
"""
import datetime
import pathlib
import subprocess

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DOMAIN = "example.org"
ELSEWHERE = "example.net"
LENIENT = """# What an administrator writes who still has old servers.
openssl_conf = all
[all]
ssl_conf = ssl
[ssl]
system_default = lenient
[lenient]
MinProtocol = TLSv1
CipherString = DEFAULT@SECLEVEL=0
"""
DAY = datetime.timedelta(days=1)


def name(common):
    return x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Interception lab"), x509.NameAttribute(NameOID.COMMON_NAME, common)])


class Authority:
    """Signs with a key of its own; `issuer` is the authority above it, None for a root."""

    def __init__(self, common, issuer=None, permitted=None):
        self.key = ec.generate_private_key(ec.SECP256R1())  # made in a moment; what servers show is RSA, for old clients
        self.name = name(common)
        above = issuer or self
        builder = begin(self.name, above.name, self.key.public_key(), above.key.public_key(), 30)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        builder = builder.add_extension(usage(sign_certificates=True), critical=True)
        if permitted:
            builder = builder.add_extension(x509.NameConstraints([x509.DNSName(permitted)], None), critical=True)
        self.certificate = builder.sign(above.key, hashes.SHA256())

    def pem(self):
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def leaf(self, key, hosts, first=-1, last=30):
        builder = begin(name(hosts[0]), self.name, key.public_key(), self.key.public_key(), last, first)
        return finish(builder, hosts).sign(self.key, hashes.SHA256())


def begin(subject, issuer, key, issuer_key, last, first=-1):
    now = datetime.datetime.utcnow()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + first * DAY)
        .not_valid_after(now + last * DAY)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key), critical=False)
    )


def finish(builder, hosts):
    return (
        builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage(sign_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
    )


def usage(sign_certificates):
    return x509.KeyUsage(
        digital_signature=True, key_encipherment=not sign_certificates, content_commitment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=sign_certificates, crl_sign=sign_certificates, encipher_only=False, decipher_only=False,
    )


def make(folder, hosts):
    """Writes trust/ (the system's store as Debian lays it out) and a chain file per certificate; returns their paths by name."""
    folder = pathlib.Path(folder)
    root, stranger = Authority("Lab root"), Authority("A root nobody trusts")
    bound = Authority("Lab authority for another domain", root, permitted=ELSEWHERE)
    key = rsa.generate_private_key(65537, 2048)
    self_signed = finish(begin(name(hosts[0]), name(hosts[0]), key.public_key(), key.public_key(), 30), hosts).sign(key, hashes.SHA256())
    chains = {
        "honest": [root.leaf(key, hosts)],
        "untrusted": [stranger.leaf(key, hosts)],
        "self-signed": [self_signed],
        "wrong-name": [root.leaf(key, ["mail." + ELSEWHERE])],
        "expired": [root.leaf(key, hosts, first=-20, last=-10)],
        "not-yet-valid": [root.leaf(key, hosts, first=10, last=20)],
        "name-constraint": [bound.leaf(key, hosts), bound.certificate],
    }
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())
    paths = {}
    for each, chain in chains.items():
        paths[each] = folder / f"{each}.pem"
        paths[each].write_bytes(b"".join(one.public_bytes(serialization.Encoding.PEM) for one in chain) + private)
        paths[each].chmod(0o644)
    trust = folder / "trust"
    trust.mkdir()
    (trust / "ca-certificates.crt").write_bytes(root.pem())
    (trust / "Lab_root.pem").write_bytes(root.pem())
    (trust / "lenient.cnf").write_text(LENIENT)
    client = root.leaf(key, ["user." + DOMAIN])
    (folder / "client.pem").write_bytes(client.public_bytes(serialization.Encoding.PEM))
    (folder / "client.key").write_bytes(private)
    subprocess.run(["openssl", "rehash", str(trust)], check=True, stderr=subprocess.DEVNULL)  # the names under which a folder of authorities is searched
    return trust, paths
