# A class that hands its arguments on: the place to edit is where it is made. Runs as: subclass_passed_on HOST PORT.
# Twin: subclass_passed_on_context.py.
import smtplib
import sys


class Patient(smtplib.SMTP_SSL):
    def __init__(self, *args, **kwargs):
        self.tries = kwargs.pop("tries", 3)
        super().__init__(*args, **kwargs)


mail = Patient(sys.argv[1], int(sys.argv[2]), tries=5)  # want: tls-peer-verification-missing "never verified"
mail.login("user", "secret")
mail.quit()
