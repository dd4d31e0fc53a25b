# The class with the connection is in a variable: its attribute is asked for through that. Runs as: class_held_elsewhere HOST PORT.
# Twin: class_held_elsewhere_context.py.
import smtplib
import sys


class Office:
    server = None


def connect(host, port):
    Office.server = smtplib.SMTP_SSL(host, port)  # want: tls-peer-verification-missing "never verified"


def send(office):
    office.server.login("user", "secret")
    office.server.quit()


def main():
    connect(sys.argv[1], int(sys.argv[2]))
    chosen = Office
    send(chosen)


main()
