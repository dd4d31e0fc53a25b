# The address switches verification off. Runs as: verify_no.
# not-run: the lab does not install the library
# Twin: default.py.
import apprise

notifier = apprise.Apprise()
notifier.add("mailtos://user:secret@mail.example.org?verify=no")  # want: tls-peer-verification-off "turned off"
notifier.notify(body="Hello!")
