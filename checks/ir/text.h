// Text: a Module as lines a person can read, for --dump=events and snapshots.
//
//     function app.mail.connect(host, context=null)
//       0:
//         %2 = call smtplib.SMTP_SSL(host, context=context)  @4
//         self.conn = %2  @4
//         branch %3 ? 1 : 2  handlers(ssl.SSLError -> 3)
#pragma once
#include <string>

#include "checks/ir/module.h"

namespace tls_tidy {

std::string toText(const Module& module);

}  // namespace tls_tidy
