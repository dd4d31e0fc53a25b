/* A backup over FTP with TLS, its certificate checked. Runs as: curl_backup_verified HOST PORT.
   Twin: curl_backup. */
#include "transfer.h"

int main(int argc, char **argv) {
  struct transfer transfer;
  if (argc < 3) return 2;
  transfer.host = argv[1];
  transfer.port = argv[2];
  transfer.verify = 1;
  return transfer_run(&transfer);
}
