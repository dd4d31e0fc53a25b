# A minimal client of sievelib: host, port, login.
import sys

import sievelib.managesieve

#@ begin sievelib.managesieve.Client
client = @creator@(sys.argv[1], int(sys.argv[2]))
#@ end
client.connect("user", "secret")
client.logout()
