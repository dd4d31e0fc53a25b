# A finding that a comment answers, and comments that answer nothing. Runs as: suppressed HOST PORT.
# not-run: what is suppressed is still insecure
import smtplib
import ssl
import sys


def main(host, port):
    context = ssl.create_default_context()
    context.check_hostname = False
    # tls-tidy: allow tls-peer-verification-off until=2999-12-31 the test server's certificate is its own
    # It is replaced in every run.
    context.verify_mode = ssl.CERT_NONE
    server = smtplib.SMTP_SSL(
        host,
        port,
        context=context,  # tls-tidy: allow tls-weak-protocol  # want: tls-unused-suppression "not reported here"
    )
    print("# tls-tidy: allow tls-nonsense")
    server.login("user", "secret")  # tls-tidy: allow tls-cleartxt-data  # want: tls-invalid-suppression "did you mean"
    server.quit()


main(sys.argv[1], int(sys.argv[2]))
