"""Trusted CAs as a C file for BearSSL, which compiles them in: what its own `brssl ta` writes, for EC and RSA keys.

    bearssl_anchors.py FILE.pem > anchors.c
"""
import sys

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVES = {"secp256r1": "BR_EC_secp256r1", "secp384r1": "BR_EC_secp384r1", "secp521r1": "BR_EC_secp521r1"}


def array(name, data):
    return f"static unsigned char {name}[] = {{{', '.join(map(str, data))}}};"


def anchor(number, certificate):
    key = certificate.public_key()
    lines = [array(f"name{number}", certificate.subject.public_bytes())]
    if isinstance(key, ec.EllipticCurvePublicKey):
        lines.append(array(f"point{number}", key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)))
        public = f"{{BR_KEYTYPE_EC, {{.ec = {{{CURVES[key.curve.name]}, point{number}, sizeof point{number}}}}}}}"
    else:
        numbers = key.public_numbers()
        for part, value in (("modulus", numbers.n), ("exponent", numbers.e)):
            lines.append(array(f"{part}{number}", value.to_bytes((value.bit_length() + 7) // 8, "big")))
        public = f"{{BR_KEYTYPE_RSA, {{.rsa = {{modulus{number}, sizeof modulus{number}, exponent{number}, sizeof exponent{number}}}}}}}"
    return lines, f"  {{{{name{number}, sizeof name{number}}}, BR_X509_TA_CA, {public}}},"


def main():
    data = open(sys.argv[1], "rb").read()
    blocks = [block + b"-----END CERTIFICATE-----\n" for block in data.split(b"-----END CERTIFICATE-----")[:-1]]
    anchors = [anchor(number, x509.load_pem_x509_certificate(block.strip())) for number, block in enumerate(blocks)]
    print("#include <bearssl.h>", *(line for lines, _ in anchors for line in lines), sep="\n")
    print("const br_x509_trust_anchor anchors[] = {", *(entry for _, entry in anchors), "};", sep="\n")
    print(f"const size_t anchorCount = {len(anchors)};")


main()
