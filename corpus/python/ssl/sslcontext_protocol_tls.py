# SSLContext(PROTOCOL_TLS) verifies nothing; loading CAs does not change that. Runs as: sslcontext_protocol_tls HOST PORT.
# Twin: sslcontext_tls_client.py.
import imaplib
import ssl
import sys

context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # want: tls-peer-verification-missing "never verified"
context.load_default_certs()
box = imaplib.IMAP4_SSL(sys.argv[1], int(sys.argv[2]), ssl_context=context)  # note: accepts any certificate
box.login("user", "secret")
box.logout()
