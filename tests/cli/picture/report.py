import smtplib
import ssl


def mail_context():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def send(user, password, text):
    with smtplib.SMTP("mail.example.org", 587) as server:
        server.starttls(context=mail_context())
        server.login(user, password)
        server.sendmail(user, "all@example.org", text)
