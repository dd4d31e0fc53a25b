# What an administrator edits: how TLS starts, not whether it is checked.
STARTTLS = False
