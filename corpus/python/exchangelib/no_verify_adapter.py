# Every account of the process stops verifying. Runs as: no_verify_adapter HOST PORT.
# not-run: an Exchange server is wanted
# Twin: default.py.
import sys

from exchangelib import DELEGATE, Account, Configuration, Credentials
from exchangelib.protocol import BaseProtocol, NoVerifyHTTPAdapter

BaseProtocol.HTTP_ADAPTER_CLS = NoVerifyHTTPAdapter  # want: tls-peer-verification-off "turned off"
settings = Configuration(server=sys.argv[1], credentials=Credentials("user", "secret"))
print(Account("user@mail.example", config=settings, access_type=DELEGATE).inbox.total_count)
