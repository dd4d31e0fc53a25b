import imaplib
import ssl


def connect(host, user, password):
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    connection = imaplib.IMAP4_SSL(host, ssl_context=context)
    connection.login(user, password)
    return connection
