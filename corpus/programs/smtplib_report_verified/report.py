# Sends a report; when the server's certificate is refused, it tries once more, as strictly. Runs as: report HOST PORT.
# Twin: smtplib_report.
import ssl
import sys

from delivery import Delivery


def connect(host, port):
    try:
        return Delivery(host, port).open()
    except ssl.SSLError:
        print("trying again")
        return Delivery(host, port).open()


if __name__ == "__main__":
    connect(sys.argv[1], int(sys.argv[2])).login("user", "secret")
