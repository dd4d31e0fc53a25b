# A function inside another, and a method of the connection, are handed to somebody who calls them. Runs as: handed_on_context HOST PORT.
# Twin: handed_on.py.
import imaplib
import ssl
import sys


def timed(call, *given):
    return call(*given)


def connect(host, port, run):
    context = ssl.create_default_context()

    def open_box():
        return imaplib.IMAP4_SSL(host, port, ssl_context=context)

    box = run(open_box)
    run(box.login, "user", "secret")
    run(box.logout)


if __name__ == "__main__":
    globals()["connect"](sys.argv[1], int(sys.argv[2]), timed)
