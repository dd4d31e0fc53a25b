// What every POCO case shares.
#ifndef CORPUS_CPP_POCO_CLIENT_H
#define CORPUS_CPP_POCO_CLIENT_H
#include <Poco/Exception.h>
#include <Poco/Net/AcceptCertificateHandler.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/FTPSClientSession.h>
#include <Poco/Net/InvalidCertificateHandler.h>
#include <Poco/Net/POP3ClientSession.h>
#include <Poco/Net/RejectCertificateHandler.h>
#include <Poco/Net/SSLManager.h>
#include <Poco/Net/SecureSMTPClientSession.h>
#include <cstdlib>
#include <string>

using Poco::Net::Context;

inline unsigned short portOf(const char* text) { return static_cast<unsigned short>(std::atoi(text)); }

#endif
