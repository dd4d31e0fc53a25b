// The functions c-client calls back, and what every case starts with.
#ifndef CORPUS_CPP_C_CLIENT_HOOKS_H
#define CORPUS_CPP_C_CLIENT_HOOKS_H
#include <c-client/c-client.h>
#include <stdio.h>
#include <string.h>

void mm_searched(MAILSTREAM *stream, unsigned long number) { (void)stream; (void)number; }
void mm_exists(MAILSTREAM *stream, unsigned long number) { (void)stream; (void)number; }
void mm_expunged(MAILSTREAM *stream, unsigned long number) { (void)stream; (void)number; }
void mm_flags(MAILSTREAM *stream, unsigned long number) { (void)stream; (void)number; }
void mm_notify(MAILSTREAM *stream, char *text, long kind) { (void)stream; (void)text; (void)kind; }
void mm_list(MAILSTREAM *stream, int delimiter, char *mailbox, long flags) { (void)stream; (void)delimiter; (void)mailbox; (void)flags; }
void mm_lsub(MAILSTREAM *stream, int delimiter, char *mailbox, long flags) { (void)stream; (void)delimiter; (void)mailbox; (void)flags; }
void mm_status(MAILSTREAM *stream, char *mailbox, MAILSTATUS *status) { (void)stream; (void)mailbox; (void)status; }
void mm_log(char *text, long kind) { fprintf(stderr, "%ld %s\n", kind, text); }
void mm_dlog(char *text) { (void)text; }
void mm_login(NETMBX *mailbox, char *user, char *password, long trial) {
  (void)mailbox;
  (void)trial;
  strcpy(user, "user");
  strcpy(password, "secret");
}
void mm_critical(MAILSTREAM *stream) { (void)stream; }
void mm_nocritical(MAILSTREAM *stream) { (void)stream; }
long mm_diskerror(MAILSTREAM *stream, long error, long serious) { (void)stream; (void)error; (void)serious; return 0; }
void mm_fatal(char *text) { fprintf(stderr, "%s\n", text); }

static inline void startClient(void) {
#include <c-client/linkage.c>
}

#endif
