# Two mails that have nothing to do with each other: the second goes in clear, whether or not the first went through. No second try of anything.
# Runs as: report_then_alert HOST PORT. Twin: fallback_clear.py.
import smtplib
import ssl
import sys


def report(host, port):
    try:
        mail = smtplib.SMTP(host, port)
        mail.starttls(context=ssl.create_default_context())
        mail.login("user", "secret")
        mail.quit()
    except Exception as error:
        print("no report:", error, file=sys.stderr)


def alert(host, port):
    mail = smtplib.SMTP(host, port)
    mail.login("user", "secret")  # want: tls-cleartext-credentials "without TLS"
    mail.quit()


report(sys.argv[1], int(sys.argv[2]))
alert(sys.argv[1], int(sys.argv[2]))
