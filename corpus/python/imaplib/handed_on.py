# A function inside another, and a method of the connection, are handed to somebody who calls them. Runs as: handed_on HOST PORT.
# Twin: handed_on_context.py.
import imaplib
import sys


def timed(call, *given):
    return call(*given)


def connect(host, port, run):
    kind = imaplib.IMAP4_SSL

    def open_box():
        return kind(host, port)  # want: tls-peer-verification-missing "never verified"

    box = run(open_box)
    run(box.login, "user", "secret")
    run(box.logout)


if __name__ == "__main__":
    globals()["connect"](sys.argv[1], int(sys.argv[2]), timed)
