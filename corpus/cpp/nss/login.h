// What every NSS case shares: the socket, the modules with the system's roots, and the IMAP login.
#ifndef CORPUS_CPP_NSS_LOGIN_H
#define CORPUS_CPP_NSS_LOGIN_H
#include <nspr.h>
#include <nss.h>
#include <ssl.h>
#include <secmod.h>
#include "../dial.h"

PRFileDesc *PR_ImportTCPSocket(PRInt32 socket);

static inline PRFileDesc *openWire(const char *host, const char *port) {
  NSS_NoDB_Init(NULL);
  SECMOD_LoadUserModule((char *)"name=roots library=libnssckbi.so", NULL, PR_FALSE);
  return PR_ImportTCPSocket(dial(host, port));
}

static inline int login(PRFileDesc *connection) {
  char answer[512];
  int size = PR_Read(connection, answer, sizeof answer - 1);
  if (size <= 0 || PR_Write(connection, LOGIN, (PRInt32)strlen(LOGIN)) <= 0) return 1;
  size = PR_Read(connection, answer, sizeof answer - 1);
  answer[size > 0 ? size : 0] = 0;
  return isLoggedIn(answer) ? 0 : 1;
}

#endif
