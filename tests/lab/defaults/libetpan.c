/* A minimal libetpan client for each protocol: TLS from the start and a login. */
#include <libetpan/libetpan.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  uint16_t port = (uint16_t)atoi(argv[2]);
/*@ begin mailimap_new */
  mailimap *session = mailimap_new(0, NULL);
  if (mailimap_ssl_connect(session, argv[1], port) < 0) return 1;
  return mailimap_login(session, "user", "secret") == MAILIMAP_NO_ERROR ? 0 : 1;
/*@ end */
/*@ begin mailpop3_new */
  mailpop3 *session = mailpop3_new(0, NULL);
  if (mailpop3_ssl_connect(session, argv[1], port) != MAILPOP3_NO_ERROR) return 1;
  mailpop3_user(session, "user");
  return mailpop3_pass(session, "secret") == MAILPOP3_NO_ERROR ? 0 : 1;
/*@ end */
/*@ begin mailsmtp_new */
  mailsmtp *session = mailsmtp_new(0, NULL);
  if (mailsmtp_ssl_connect(session, argv[1], port) != MAILSMTP_NO_ERROR) return 1;
  mailesmtp_ehlo(session);
  return mailsmtp_auth(session, "user", "secret") == MAILSMTP_NO_ERROR ? 0 : 1;
/*@ end */
/*@ begin newsnntp_new */
  newsnntp *session = newsnntp_new(0, NULL);
  if (newsnntp_ssl_connect(session, argv[1], port) != NEWSNNTP_NO_ERROR) return 1;
  newsnntp_authinfo_username(session, "user");
  return newsnntp_authinfo_password(session, "secret") == NEWSNNTP_NO_ERROR ? 0 : 1;
/*@ end */
}
