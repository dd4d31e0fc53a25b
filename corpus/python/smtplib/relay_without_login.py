# Mail handed to a relay that wants no login: nothing secret of ours leaves. Runs as: relay_without_login HOST PORT.
# Twin: plain_login.py, where a password does.
import smtplib
import sys

relay = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
relay.sendmail("user@example.org", ["root@example.org"], "Subject: report\r\n\r\nall is well\r\n")
relay.quit()
