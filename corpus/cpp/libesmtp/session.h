// newSession(host, port): a libESMTP session with a message and a login. Every case only says how TLS is used.
#ifndef CORPUS_CPP_LIBESMTP_SESSION_H
#define CORPUS_CPP_LIBESMTP_SESSION_H
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <auth-client.h>
#include <libesmtp.h>

static inline int answer(auth_client_request_t request, char **result, int fields, void *data) {
  (void)data;
  for (int i = 0; i < fields; ++i) result[i] = request[i].flags & AUTH_PASS ? (char *)"secret" : (char *)"user";
  return 1;
}

static inline void addMessage(smtp_session_t session) {
  smtp_message_t message = smtp_add_message(session);
  smtp_set_reverse_path(message, "a@example.com");
  smtp_add_recipient(message, "b@example.com");
  smtp_set_message_str(message, (void *)"Subject: x\r\n\r\ntext\r\n");
}

#endif
