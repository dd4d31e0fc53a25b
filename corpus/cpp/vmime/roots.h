// systemRoots(): the CAs of the system; VMime finds none by itself and refuses everybody without.
#ifndef CORPUS_CPP_VMIME_ROOTS_H
#define CORPUS_CPP_VMIME_ROOTS_H
#include <vmime/platforms/posix/posixHandler.hpp>
#include <vmime/vmime.hpp>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

inline std::vector<std::shared_ptr<vmime::security::cert::X509Certificate>> systemRoots() {
  static const std::string kEnd = "-----END CERTIFICATE-----\n";
  std::ifstream file("/etc/ssl/certs/ca-certificates.crt");
  std::stringstream all;
  all << file.rdbuf();
  std::vector<std::shared_ptr<vmime::security::cert::X509Certificate>> roots;
  std::string text = all.str();
  for (std::size_t end = text.find(kEnd); end != std::string::npos; end = text.find(kEnd)) {
    end += kEnd.size();
    roots.push_back(vmime::security::cert::X509Certificate::import(reinterpret_cast<const vmime::byte_t*>(text.data()), end));
    text.erase(0, end);
  }
  return roots;
}

#endif
