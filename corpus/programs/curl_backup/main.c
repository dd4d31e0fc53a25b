/* A backup over FTP with TLS; its options say that the certificate does not matter. Runs as: curl_backup HOST PORT.
   Twin: curl_backup_verified. */
#include "transfer.h"

int main(int argc, char **argv) {
  struct transfer transfer;
  if (argc < 3) return 2;
  transfer.host = argv[1];
  transfer.port = argv[2];
  transfer.verify = 0;
  return transfer_run(&transfer);
}
