# A test hands in a connection in clear: nothing about the program follows from that.
import smtplib
import unittest

from mailer import Mailer


class MailerTest(unittest.TestCase):
    def test_own_connection(self):
        Mailer("mail.example.com", 2525, connection=smtplib.SMTP("localhost", 2525)).deliver()


if __name__ == "__main__":
    unittest.main()
