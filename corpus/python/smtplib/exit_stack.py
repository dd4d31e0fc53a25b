# A connection that a stack of contexts holds. Runs as: exit_stack HOST PORT.
# Twin: exit_stack_context.py.
import contextlib
import smtplib
import sys

with contextlib.ExitStack() as stack:
    mail = stack.enter_context(smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2])))  # want: tls-peer-verification-missing "never verified"
    mail.login("user", "secret")
