# A command's option turns verification on, and it is off by default. Runs as: option_of_command HOST PORT.
# not-run: click is no library of mail's, and not installed with one
# Twin: option_insecure.py.
import smtplib
import ssl

import click


@click.command()
@click.argument("host")
@click.argument("port", type=int)
@click.option("--verify/--no-verify", default=False)
def login(host, port, verify):
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # want: tls-peer-verification-off "decided by `verify` (default: `False`)"
    mail = smtplib.SMTP_SSL(host, port, context=context)  # note: accepts any certificate
    mail.login("user", "secret")
    mail.quit()


login()
