# The same on a context that verifies. Runs as: exit_stack_context HOST PORT.
# Twin: exit_stack.py.
import contextlib
import smtplib
import ssl
import sys

with contextlib.ExitStack() as stack:
    mail = stack.enter_context(smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=ssl.create_default_context()))
    mail.login("user", "secret")
