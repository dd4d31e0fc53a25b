# STARTTLS by hand: the reply is tested and the socket wrapped with a verifying context. Runs as: docmd_starttls_checked HOST PORT.
# Twin: docmd_starttls.py.
import smtplib
import ssl
import sys

host = sys.argv[1]
mail = smtplib.SMTP(host, int(sys.argv[2]))
mail.ehlo()
code, text = mail.docmd("STARTTLS")
if code != 220:
    sys.exit("no TLS")
mail.sock = ssl.create_default_context().wrap_socket(mail.sock, server_hostname=host)
mail.file = None
mail.ehlo()
mail.login("user", "secret")
mail.quit()
