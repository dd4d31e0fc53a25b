# TLS from the start by the library, which verifies since 4.2. Runs as: use_ssl HOST PORT.
# Twin: use_tls_false.py.
import sys

import django.conf
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

django.conf.settings.configure()
backend = EmailBackend(host=sys.argv[1], port=int(sys.argv[2]), username="user", password="secret", use_ssl=True)
EmailMessage("hello", "text", "user@mail.example", ["user@mail.example"], connection=backend).send()
