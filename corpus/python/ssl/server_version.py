# An old version that a server allows is no client's fault. Runs as: server_version HOST PORT.
# not-run: wants a certificate of its own for its server
# Twin: minimum_version.py.
import smtplib
import ssl
import sys

old = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)
old.load_cert_chain("server.pem")
incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
listener = old.wrap_bio(incoming, outgoing, server_side=True)
mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=ssl.create_default_context())
mail.login("user", "secret")
mail.quit()
