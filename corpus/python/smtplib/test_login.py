# Test code: what would be an error elsewhere is a note here. Runs as: test_login HOST PORT.
# not-run: a unit test, collected by its runner.
# Twin: smtp_ssl_context.py.
import smtplib
import unittest


class LoginTest(unittest.TestCase):
    def test_login(self):
        mail = smtplib.SMTP_SSL("mail.example.org", 465)  # want: tls-peer-verification-missing "never verified"
        mail.login("user", "secret")
