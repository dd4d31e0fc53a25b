# The same class, made with a context. Runs as: subclass_passed_on_context HOST PORT.
# Twin: subclass_passed_on.py.
import smtplib
import ssl
import sys


class Patient(smtplib.SMTP_SSL):
    def __init__(self, *args, **kwargs):
        self.tries = kwargs.pop("tries", 3)
        super().__init__(*args, **kwargs)


mail = Patient(sys.argv[1], int(sys.argv[2]), tries=5, context=ssl.create_default_context())
mail.login("user", "secret")
mail.quit()
