// login(socket): the IMAP login over an encrypted QSslSocket. Returns what main returns: 0 when the server took it.
#ifndef CORPUS_CPP_QT_LOGIN_H
#define CORPUS_CPP_QT_LOGIN_H
#include <QCoreApplication>
#include <QSslConfiguration>
#include <QSslError>
#include <QSslSocket>

inline int login(QSslSocket& socket) {
  if (!socket.isEncrypted() && !socket.waitForEncrypted(20000)) return 1;
  if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(20000)) return 1;  // the greeting may have come along
  socket.readAll();
  socket.write("a1 LOGIN user secret\r\n");
  if (!socket.waitForReadyRead(20000)) return 1;
  return socket.readAll().contains("a1 OK") ? 0 : 1;
}

#endif
