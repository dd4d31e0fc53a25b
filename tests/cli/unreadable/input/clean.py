print("no mail here")
