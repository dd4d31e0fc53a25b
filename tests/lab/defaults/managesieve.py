# A minimal client of managesieve: host, port, login.
import sys

import managesieve

#@ begin managesieve.MANAGESIEVE
client = @creator@(sys.argv[1], int(sys.argv[2]))
#@ end
client.login("PLAIN", "user", "secret")
client.logout()
