import ftplib
import smtplib


def send(host, user, password):
    connection = smtplib.SMTP(host)
    connection.login(user, password)


def fetch(host, user, password):
    connection = ftplib.FTP(host)
    connection.login(user, password)
