# Cipher suites shut out: the words stand behind an exclamation mark. Runs as: set_ciphers_strong HOST PORT.
# Twin: set_ciphers.py.
# mutation-ok: set_ciphers: the library's default ciphers are no finding
import smtplib
import ssl
import sys

context = ssl.create_default_context()
context.set_ciphers("HIGH:!aNULL:!MD5:!RC4")
mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=context)
mail.login("user", "secret")
mail.quit()
