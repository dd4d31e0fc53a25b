# A function that a pool of threads calls. Runs as: executor_submit HOST PORT.
# Twin: executor_submit_context.py.
import concurrent.futures
import smtplib
import sys


def send(mail):
    mail.login("user", "secret")
    mail.quit()


pool = concurrent.futures.ThreadPoolExecutor()
pool.submit(send, smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]))).result()  # want: tls-peer-verification-missing "never verified"
