# Further keywords reach ftplib: a context that verifies. Runs as: context HOST PORT.
# Twin: secure.py.
import ssl
import sys

from ftpretty import ftpretty

files = ftpretty(sys.argv[1], "user", "secret", port=int(sys.argv[2]), secure=True, context=ssl.create_default_context())
print(files.list("/"))
files.close()
