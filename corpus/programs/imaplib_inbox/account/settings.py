# What an administrator edits. The default is what most installations run.
VERIFY = False
STARTTLS = False
