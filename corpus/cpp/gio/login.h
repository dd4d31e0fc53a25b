// login(stream): the IMAP login over a GIO stream. Returns what main returns: 0 when the server took it.
#ifndef CORPUS_CPP_GIO_LOGIN_H
#define CORPUS_CPP_GIO_LOGIN_H
#include <gio/gio.h>
#include "../dial.h"

static inline int login(GIOStream *stream) {
  char answer[512];
  GInputStream *in = g_io_stream_get_input_stream(stream);
  GOutputStream *out = g_io_stream_get_output_stream(stream);
  gssize size = g_input_stream_read(in, answer, sizeof answer - 1, NULL, NULL);
  if (size <= 0 || !g_output_stream_write_all(out, LOGIN, strlen(LOGIN), NULL, NULL, NULL)) return 1;
  size = g_input_stream_read(in, answer, sizeof answer - 1, NULL, NULL);
  answer[size > 0 ? size : 0] = 0;
  return isLoggedIn(answer) ? 0 : 1;
}

// The same after STARTTLS, where no greeting comes.
static inline int loginUpgraded(GIOStream *stream) {
  char answer[512];
  if (!g_output_stream_write_all(g_io_stream_get_output_stream(stream), LOGIN, strlen(LOGIN), NULL, NULL, NULL)) return 1;
  gssize size = g_input_stream_read(g_io_stream_get_input_stream(stream), answer, sizeof answer - 1, NULL, NULL);
  answer[size > 0 ? size : 0] = 0;
  return isLoggedIn(answer) ? 0 : 1;
}

// Asks for STARTTLS: 1 when the server agreed.
static inline int askTls(GIOStream *stream) {
  char answer[512];
  if (g_input_stream_read(g_io_stream_get_input_stream(stream), answer, sizeof answer - 1, NULL, NULL) <= 0) return 0;
  if (!g_output_stream_write_all(g_io_stream_get_output_stream(stream), "a0 STARTTLS\r\n", 13, NULL, NULL, NULL)) return 0;
  gssize size = g_input_stream_read(g_io_stream_get_input_stream(stream), answer, sizeof answer - 1, NULL, NULL);
  answer[size > 0 ? size : 0] = 0;
  return strstr(answer, "a0 OK") != NULL;
}

#endif
