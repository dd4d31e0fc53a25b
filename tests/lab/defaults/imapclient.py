# A minimal client for each maker of IMAPClient: host, port, login.
#@ not imapclient.create_default_context: the name of before 2.0, gone from this release
import sys

import imapclient
import imapclient.imapclient
import imapclient.tls

#@ begin imapclient.IMAPClient, imapclient.imapclient.IMAPClient
box = @creator@(sys.argv[1], port=int(sys.argv[2]))
#@ end
#@ begin imapclient.tls.create_default_context
box = imapclient.IMAPClient(sys.argv[1], port=int(sys.argv[2]), ssl_context=imapclient.tls.create_default_context())
#@ end
box.login("user", "secret")
box.logout()
