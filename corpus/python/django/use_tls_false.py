# TLS is switched off in so many words. Runs as: use_tls_false HOST PORT.
# Twin: use_tls.py.
import sys

import django.conf
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

django.conf.settings.configure()
backend = EmailBackend(host=sys.argv[1], port=int(sys.argv[2]), username="user", password="secret", use_tls=False, use_ssl=False)  # want: tls-cleartext-credentials "without TLS"
EmailMessage("hello", "text", "user@mail.example", ["user@mail.example"], connection=backend).send()
