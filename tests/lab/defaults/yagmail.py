# No client reaches the lab's servers.
#@ not yagmail.SMTP, yagmail.Client, yagmail.sender.SMTP, yagmail.sender.Client: the library puts @gmail.com behind the user's name, and the honest server knows no such user
