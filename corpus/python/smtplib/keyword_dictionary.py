# Keyword arguments collected in a dictionary, the context not among them. Runs as: keyword_dictionary HOST PORT.
# Twin: class_in_dictionary_context.py.
import smtplib
import sys

options = dict(host=sys.argv[1], port=int(sys.argv[2]))
options["timeout"] = 20
mail = smtplib.SMTP_SSL(**options)  # want: tls-peer-verification-missing "never verified"
mail.login("user", "secret")
mail.quit()
