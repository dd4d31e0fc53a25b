import smtplib

mail = smtplib.SMTP("mail.example.org")
mail.login("user", "secret")
text = """never closed
