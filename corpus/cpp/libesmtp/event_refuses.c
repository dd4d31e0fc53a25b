/* An event handler that only tells. Runs as: event_refuses HOST PORT.
   Twin: event_accepts.c.
   mutation-ok: smtp_set_eventcb: verified without it. */
#include "session.h"

static void watch(smtp_session_t session, int event, void *data, ...) {
  va_list more;
  (void)session;
  va_start(more, data);
  if (event == SMTP_EV_INVALID_PEER_CERTIFICATE) {
    long result = va_arg(more, long);
    int *ok = va_arg(more, int *);
    fprintf(stderr, "certificate: %ld\n", result);
    *ok = 0;
  }
  va_end(more);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char server[300];
  snprintf(server, sizeof server, "%s:%s", argv[1], argv[2]);
  auth_client_init();
  auth_context_t login = auth_create_context();
  auth_set_mechanism_flags(login, AUTH_PLUGIN_PLAIN, 0);
  auth_set_interact_cb(login, answer, NULL);
  smtp_session_t session = smtp_create_session();
  smtp_set_server(session, server);
  smtp_auth_set_context(session, login);
  addMessage(session);
  smtp_starttls_enable(session, Starttls_REQUIRED);
  smtp_set_eventcb(session, watch, NULL);
  return smtp_start_session(session) ? 0 : 1;
}
