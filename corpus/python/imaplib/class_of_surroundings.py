# A function inside another opens what the outer one chose, when a thread pool gets to it. Runs as: class_of_surroundings HOST PORT.
# Twin: class_of_surroundings_context.py.
import imaplib
import sys


class Pool:
    def __init__(self):
        self.work = []

    def later(self, call):
        self.work.append(call)

    def run(self):
        for call in self.work:
            call()


def connect(host, port, pool, tls=True):
    kind = imaplib.IMAP4_SSL if tls else None

    def fetch():
        box = kind(host, port)  # want: tls-peer-verification-missing "never verified"
        box.login("user", "secret")
        box.logout()

    pool.later(fetch)


pool = Pool()
connect(sys.argv[1], int(sys.argv[2]), pool)
pool.run()
