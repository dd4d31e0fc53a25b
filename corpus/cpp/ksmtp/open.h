// isOpen(session): opens the session and waits until the server would take a login; false when it came to nothing.
#ifndef CORPUS_CPP_KSMTP_OPEN_H
#define CORPUS_CPP_KSMTP_OPEN_H
#include <KSMTP/Session>
#include <QEventLoop>

inline bool isOpen(KSmtp::Session& session) {
  QEventLoop waiting;
  QObject::connect(&session, &KSmtp::Session::connectionError, &waiting, [&waiting] { waiting.exit(1); });
  QObject::connect(&session, &KSmtp::Session::stateChanged, &waiting, [&waiting](KSmtp::Session::State state) {
    if (state == KSmtp::Session::NotAuthenticated) waiting.exit(0);
    if (state == KSmtp::Session::Disconnected) waiting.exit(1);
  });
  session.open();
  return waiting.exec() == 0;
}

#endif
