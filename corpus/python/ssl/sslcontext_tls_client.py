# SSLContext(PROTOCOL_TLS_CLIENT) verifies chain and name. Runs as: sslcontext_tls_client HOST PORT.
# Twin: sslcontext_protocol_tls.py.
import imaplib
import ssl
import sys

context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.load_default_certs()
box = imaplib.IMAP4_SSL(sys.argv[1], int(sys.argv[2]), ssl_context=context)
box.login("user", "secret")
box.logout()
