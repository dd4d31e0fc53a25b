# A context that checks nothing, made for a health check over HTTPS: no mail goes over it. Runs as: for_another_library HOST PORT.
# Twin: verify_mode_none.py.
# mutation-ok: check_hostname: the context is not used for mail
# mutation-ok: verify_mode: the context is not used for mail
# mutation-ok: context: the context is not used for mail
import smtplib
import ssl
import sys
import urllib.request

loose = ssl.create_default_context()
loose.check_hostname = False
loose.verify_mode = ssl.CERT_NONE


def healthy(url):
    return urllib.request.urlopen(url, context=loose).status == 200


mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=ssl.create_default_context())
mail.login("user", "secret")
mail.quit()
