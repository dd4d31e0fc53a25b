import smtplib

mail = smtplib.SMTP("mail.example.org")
mail.login("user", "secret")
def f(:
    pass

if mail
    mail.quit()
