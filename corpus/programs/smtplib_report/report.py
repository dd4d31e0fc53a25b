# Sends a report; when the server's certificate is refused, it tries again without the check. Runs as: report HOST PORT.
# The flag, the guard on it and the attribute that keeps the context are in delivery.py: no file alone shows the mistake.
# Twin: smtplib_report_verified.
import ssl
import sys

from delivery import Delivery


def connect(host, port):
    try:
        return Delivery(host, port).open()
    except ssl.SSLError:
        print("trying without the check")
        return Delivery(host, port, verify=False).open()


if __name__ == "__main__":
    connect(sys.argv[1], int(sys.argv[2])).login("user", "secret")
