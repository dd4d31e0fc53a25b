# None said in so many words: for starttls it means 'do not verify'. Runs as: starttls_none HOST PORT.
# Twin: starttls_context.py.
import smtplib
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
mail.starttls(context=None)  # want: tls-null-context "passed as the context"
mail.login("user", "secret")
mail.quit()
