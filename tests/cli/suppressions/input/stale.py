"""Nothing of TLS here. # tls-tidy: allow tls-nonsense"""
answer = 42  # tls-tidy: allow tls-weak-protocol
