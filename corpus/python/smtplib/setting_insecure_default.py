# A switch over the check whose default is insecure: most users run it that way. Runs as: setting_insecure_default HOST PORT.
# Twin: setting_secure_default.py.
import smtplib
import ssl
import sys


def login(host, port, verify=False):
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # want: tls-peer-verification-off "turned off"
    mail = smtplib.SMTP_SSL(host, port, context=context)  # note: accepts any certificate
    mail.login("user", "secret")
    mail.quit()


if __name__ == "__main__":
    login(sys.argv[1], int(sys.argv[2]))
