# A test passes the switch as a constant: nothing about the program follows from that.
import unittest

from mailer import Mailer


class MailerTest(unittest.TestCase):
    def test_plain(self):
        Mailer("localhost", 2525, plain=True).deliver()


if __name__ == "__main__":
    unittest.main()
