/* A minimal libESMTP client: a message, a login, STARTTLS required. */
#include "session.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char server[300];
  snprintf(server, sizeof server, "%s:%s", argv[1], argv[2]);
  auth_client_init();
  auth_context_t login = auth_create_context();
  auth_set_mechanism_flags(login, AUTH_PLUGIN_PLAIN, 0);
  auth_set_interact_cb(login, answer, NULL);
/*@ begin smtp_create_session */
  smtp_session_t session = @creator@();
/*@ end */
  smtp_set_server(session, server);
  smtp_auth_set_context(session, login);
  addMessage(session);
  smtp_starttls_enable(session, Starttls_REQUIRED);
  return smtp_start_session(session) ? 0 : 1;
}
