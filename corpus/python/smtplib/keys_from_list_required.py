# The same dictionary, but there is no way round the upgrade. Runs as: keys_from_list_required HOST PORT.
# Twin of keys_from_list.py.
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
    if not config["tls"]:
        raise ValueError("this needs tls")
    mail.starttls(context=ssl.create_default_context())
    mail.login(config["user"], config["password"])
    mail.quit()


def main(**given):
    login(given)


if __name__ == "__main__":
    globals()["main"](host=sys.argv[1], port=sys.argv[2], user="user", password="secret", tls="yes")
