// What files are called must not speak to whoever reads the log.
#include "tool/report/terminal.h"

#include <gtest/gtest.h>

namespace tls_tidy {
namespace {

TEST(PrintablePath, IsNoCommandOfACiService) {
  EXPECT_EQ(printablePath("::set-output name=a::b.py"), "./::set-output name=a::b.py");
  EXPECT_EQ(printablePath("  ::error::x.py"), "./  ::error::x.py") << "the runner drops blanks before a command";
  EXPECT_EQ(printablePath("##[error]x.py"), "./##[error]x.py");
}

TEST(PrintablePath, IsThePathOtherwise) {
  EXPECT_EQ(printablePath("src/a::b.cpp"), "src/a::b.cpp");
  EXPECT_EQ(printablePath(""), "");
}

}  // namespace
}  // namespace tls_tidy
