# Settings copied key by key into a dictionary: what stands under one key says nothing of another. Runs as: keys_from_list HOST PORT.
# Twin: keys_from_list_required.py.
import smtplib
import ssl
import sys


def settings(given):
    config = {}
    for key in ("host", "port", "tls", "user", "password"):
        config[key] = given.get(key, "")
    return config


def login(given):
    config = settings(given)
    mail = smtplib.SMTP(config["host"], int(config["port"]))
    if config["tls"]:
        mail.starttls(context=ssl.create_default_context())
    mail.login(config["user"], config["password"])  # want: tls-cleartext-credentials "decided by `[tls]`"
    mail.quit()


def main(**given):
    login(given)


if __name__ == "__main__":
    globals()["main"](host=sys.argv[1], port=sys.argv[2], user="user", password="secret", tls="yes")
