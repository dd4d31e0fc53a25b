# The class comes out of a dictionary. Runs as: class_in_dictionary HOST PORT.
# Twin: class_in_dictionary_context.py.
import smtplib
import sys

KINDS = {"tls": smtplib.SMTP_SSL}
mail = KINDS["tls"](sys.argv[1], int(sys.argv[2]))  # want: tls-peer-verification-missing "never verified"
mail.login("user", "secret")
mail.quit()
