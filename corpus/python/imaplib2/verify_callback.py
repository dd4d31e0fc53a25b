# ca_certs for the chain, a callback for the name. Runs as: verify_callback HOST PORT.
# Twin: ca_certs_only.py.
import sys

import imaplib2

def verify(certificate, host):
    names = [value for kind, value in certificate.get("subjectAltName", ()) if kind == "DNS"]
    if host not in names:
        return "the certificate is for somebody else"
    return None


box = imaplib2.IMAP4_SSL(sys.argv[1], int(sys.argv[2]), ca_certs="/etc/ssl/certs/ca-certificates.crt", cert_verify_cb=verify)
box.login("user", "secret")
box.logout()
