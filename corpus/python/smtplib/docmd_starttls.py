# STARTTLS by hand, its reply unread: a refusal goes unnoticed and the socket is never wrapped. Runs as: docmd_starttls HOST PORT.
# Twin: docmd_starttls_checked.py.
import smtplib
import ssl
import sys

host = sys.argv[1]
mail = smtplib.SMTP(host, int(sys.argv[2]))
mail.ehlo()
code, text = mail.docmd("STARTTLS")  # want: tls-optional-starttls "goes on in clear"
if code == 220:
    mail.sock = ssl.create_default_context().wrap_socket(mail.sock, server_hostname=host)
    mail.file = None
    mail.ehlo()
mail.login("user", "secret")
mail.quit()
