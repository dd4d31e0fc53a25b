// A TLS session of its own: connect() shakes hands, run() logs in.
#pragma once
#include <gnutls/gnutls.h>
#include <string>

class Session {
 public:
  explicit Session(std::string host) : host_(std::move(host)) {}
  bool connect(const char* port);
  int run();

 private:
  std::string host_;
  gnutls_session_t session_ = nullptr;
  gnutls_certificate_credentials_t credentials_ = nullptr;
};

int onCertificate(gnutls_session_t session);  // trust.cpp: decides about the server's certificate
