# A switch of the command line turns verification on, and it is off until it is given. Runs as: option_verify HOST PORT.
# Twin: option_insecure.py.
import argparse
import smtplib
import ssl


def read_options():
    parser = argparse.ArgumentParser(description="Says hello.")
    parser.add_argument("host")
    parser.add_argument("port", type=int)
    parser.add_argument("--verify-peer", action="store_true")
    return parser.parse_args()


def login(options):
    context = ssl.create_default_context()
    if not options.verify_peer:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # want: tls-peer-verification-off "decided by `--verify-peer` (default: `False`)"
    mail = smtplib.SMTP_SSL(options.host, options.port, context=context)  # note: accepts any certificate
    mail.login("user", "secret")
    mail.quit()


login(read_options())
