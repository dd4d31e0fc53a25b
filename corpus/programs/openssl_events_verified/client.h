/* A mail client's session. */
#ifndef CLIENT_H
#define CLIENT_H

struct client;

struct client *client_open(const char *host, const char *port);
void client_secure(struct client *client, void *tls);
int client_offers_upgrade(const char *answer);
int client_run(struct client *client);

#endif
