# A minimal client for each way to a mail connection with Django: TLS from the start, everything else left to the library.
# speaks: smtp
import sys

import django.conf
import django.core.mail
import django.core.mail.backends.smtp

django.conf.settings.configure()
#@ begin django.core.mail.backends.smtp.EmailBackend, django.core.mail.get_connection
connection = @creator@(host=sys.argv[1], port=int(sys.argv[2]), username="user", password="secret", use_ssl=True)
#@ end
django.core.mail.EmailMessage("hello", "text", "user@mail.example", ["user@mail.example"], connection=connection).send()
