# When TLS fails, the same mailbox is read in clear. Runs as: fallback_clear HOST PORT.
# Twin: pop3_ssl_context.py.
import poplib
import ssl
import sys

host = sys.argv[1]
try:
    box = poplib.POP3_SSL(host, int(sys.argv[2]), context=ssl.create_default_context())
except ssl.SSLError:
    box = poplib.POP3(host)  # want: tls-verification-fallback "retried"
box.user("user")
box.pass_("secret")
box.quit()
