/* A server compares what a client sends with the commands it knows: STARTTLS among them is no offer, and a password that comes is none that
   leaves. Runs as: server_reads_commands.
   not-run: waits for clients.
   Twin: starttls_offered.c. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

static int isSecure;

static int logIn(const char *server, const char *user) {
  printf("%s LOGIN %s\r\n", server, user);
  return 0;
}

int main(void) {
  char line[512];
  while (fgets(line, sizeof line, stdin)) {
    const char *word = strtok(line, " \r\n");
    if (!word) continue;
    if (strcasecmp(word, "NOOP") == 0) puts("OK");
    else if (strcasecmp(word, "STARTTLS") == 0) isSecure = 1;
    else if (strcasecmp(word, "LOGOUT") == 0) break;
    else if (strcasecmp(word, "USER") == 0) logIn("a1", strtok(NULL, " \r\n"));
  }
  return 0;
}
