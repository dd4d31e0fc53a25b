# The class comes out of a dictionary, the context out of another. Runs as: class_in_dictionary_context HOST PORT.
# Twin: class_in_dictionary.py.
import smtplib
import ssl
import sys

KINDS = {"tls": smtplib.SMTP_SSL}
options = {"timeout": 20}
options["context"] = ssl.create_default_context()
mail = KINDS["tls"](sys.argv[1], int(sys.argv[2]), **options)
mail.login("user", "secret")
mail.quit()
