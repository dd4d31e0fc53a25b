# A switch of the command line turns verification off, and nobody gives it by accident. Runs as: option_insecure HOST PORT.
# not-run: nobody gives the switch
# Twin: option_verify.py.
import argparse
import smtplib
import ssl


def read_options():
    parser = argparse.ArgumentParser(description="Says hello.")
    parser.add_argument("host")
    parser.add_argument("port", type=int)
    parser.add_argument("-k", "--insecure", action="store_true")
    return parser.parse_args()


def login(options):
    context = ssl.create_default_context()
    if options.insecure:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # want: tls-peer-verification-off "decided by `--insecure` (default: `False`)"
    mail = smtplib.SMTP_SSL(options.host, options.port, context=context)
    mail.login("user", "secret")
    mail.quit()


login(read_options())
