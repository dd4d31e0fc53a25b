# The constructor of a mixin calls the class that an attribute names. Runs as: subclass_class_attribute HOST PORT.
# Twin: subclass_passed_on_context.py.
import smtplib
import sys


class Timed(object):
    def __init__(self, *args, **kwargs):
        self.patience = kwargs.pop("patience", 0.0)
        self.parent.__init__(self, *args, **kwargs)


class TimedMail(Timed, smtplib.SMTP_SSL):
    parent = smtplib.SMTP_SSL


mail = TimedMail(sys.argv[1], int(sys.argv[2]), patience=2)  # want: tls-peer-verification-missing "never verified"
mail.login("user", "secret")
mail.quit()
