# The same with a context. Runs as: executor_submit_context HOST PORT.
# Twin: executor_submit.py.
import concurrent.futures
import smtplib
import ssl
import sys


def send(mail):
    mail.login("user", "secret")
    mail.quit()


pool = concurrent.futures.ThreadPoolExecutor()
pool.submit(send, smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=ssl.create_default_context())).result()
