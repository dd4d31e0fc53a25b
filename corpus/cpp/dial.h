// What every C and C++ case starts and ends with.
//   dial(host, port)    a connected TCP socket; ends the program when there is none
//   readLine, sendText  one line, one text over a socket in clear, for cases that upgrade it
//   startTls(wire)      asks for STARTTLS by IMAP: 1 when the server agreed
//   LOGIN, isLoggedIn   the login every case sends, and whether the server's answer takes it
#ifndef CORPUS_CPP_DIAL_H
#define CORPUS_CPP_DIAL_H
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#define LOGIN "a1 LOGIN user secret\r\n"

static inline int dial(const char *host, const char *port) {
  struct addrinfo wanted, *found, *each;
  int wire = -1;
  memset(&wanted, 0, sizeof wanted);
  wanted.ai_socktype = SOCK_STREAM;
  if (getaddrinfo(host, port, &wanted, &found) != 0) exit(2);
  for (each = found; each && wire < 0; each = each->ai_next) {
    wire = socket(each->ai_family, each->ai_socktype, each->ai_protocol);
    if (wire >= 0 && connect(wire, each->ai_addr, each->ai_addrlen) != 0) {
      close(wire);
      wire = -1;
    }
  }
  freeaddrinfo(found);
  if (wire < 0) exit(2);
  return wire;
}

static inline int readLine(int wire, char *line, int size) {
  int length = 0;
  while (length + 1 < size && read(wire, line + length, 1) == 1)
    if (line[length++] == '\n') break;
  line[length] = 0;
  return length;
}

static inline int sendText(int wire, const char *text) { return write(wire, text, strlen(text)) == (ssize_t)strlen(text); }

static inline int startTls(int wire) {
  char line[512];
  readLine(wire, line, sizeof line);
  sendText(wire, "a0 STARTTLS\r\n");
  while (readLine(wire, line, sizeof line) > 0)
    if (strncmp(line, "a0 ", 3) == 0) return strncmp(line, "a0 OK", 5) == 0;
  return 0;
}

static inline int isLoggedIn(const char *answer) { return strstr(answer, "a1 OK") != NULL; }

#endif
