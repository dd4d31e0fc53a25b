# An address that leaves verification as it is. Runs as: default.
# not-run: the lab does not install the library
# Twin: verify_no.py.
import apprise

notifier = apprise.Apprise()
notifier.add("mailtos://user:secret@mail.example.org")
notifier.notify(body="Hello!")
