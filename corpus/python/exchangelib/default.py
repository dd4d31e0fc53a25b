# The library verifies by itself. Runs as: default HOST PORT.
# not-run: an Exchange server is wanted
# Twin: no_verify_adapter.py.
import sys

from exchangelib import DELEGATE, Account, Configuration, Credentials

settings = Configuration(server=sys.argv[1], credentials=Credentials("user", "secret"))
print(Account("user@mail.example", config=settings, access_type=DELEGATE).inbox.total_count)
