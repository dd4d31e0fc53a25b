// Serialize: every field comes back, and no bytes, however damaged, do more than give an Error.
#include "checks/ir/serialize.h"

#include <gtest/gtest.h>

#include <random>

#include "checks/ir/text.h"

namespace tls_tidy {
namespace {

/// A Module with no field at its default, so that a forgotten one shows.
Module full() {
  Module module;
  uint32_t next = 1;
  const auto name = [&] { return module.intern("name " + std::to_string(next++)); };
  const auto range = [&] {
    const uint32_t n = next++;
    return Range{.file = 1, .begin = n, .end = n + 200, .line = n + 1, .column = n + 2, .endLine = n + 3, .endColumn = n + 4};
  };
  const auto operand = [&](Operand::Kind kind) {
    return Operand{.kind = kind, .address = true, .local = 1, .name = name(), .integer = -5000000000, .path = {name(), name(), name()}};
  };
  module.language = Module::Language::kPython;
  module.name = name();
  module.files = {{"app/mail.py", false}, {"app/test_mail.py", true}};
  module.versions = {8, 14, -27};
  module.imports = {{name(), name(), true}};
  module.classes = {{name(), {name(), name()}, range()}};
  module.globals = {{name(), name(), operand(Operand::kString), range(), true, true}};
  module.notices = {{Notice::kGuess, range(), "b.py", "a guess"}};
  Function function{.key = name(), .display = name(), .owner = name(), .at = range()};
  function.parameters = {{Parameter::kKwArgs, operand(Operand::kGlobal)}};
  function.locals = {{name(), name(), true}, {name(), name(), true}};
  function.isStatic = function.isProperty = function.isInternal = function.isModuleBody = function.isContextManager = true;
  function.captures = {name()};
  Event event{.kind = Event::kDelete, .op = Op::kUnknown, .at = range(), .dest = operand(Operand::kLocal), .a = operand(Operand::kInt)};
  event.b = operand(Operand::kUnknown);
  event.callee = operand(Operand::kGlobal);
  event.receiver = operand(Operand::kLocal);
  event.method = name();
  event.superOf = name();
  event.arguments = {{Argument::kDoubleStar, name(), operand(Operand::kBool), range()}};
  event.openParen = 40;
  event.closeParen = 4000000000;
  event.calleeEnd = 30;
  event.awaited = event.inMacro = true;
  Block block{.events = {event}, .end = {Terminator::kBranch, operand(Operand::kLocal), 1, 1, range()}, .handlers = {{{name()}, 1}}};
  function.blocks = {block, Block{}};
  module.functions = {function};
  return module;
}

TEST(Serialize, KeepsEveryField) {
  const std::vector<uint8_t> bytes = serialize(full());
  const Result<Module> read = deserialize(bytes);
  ASSERT_TRUE(read.ok()) << read.error().what;
  EXPECT_EQ(serialize(*read), bytes);
  EXPECT_EQ(toText(*read), toText(full()));
  const Module& module = *read;
  EXPECT_EQ(module.files.at(1).path, "app/test_mail.py");
  EXPECT_EQ(module.versions, full().versions);
  EXPECT_EQ(module.notices.at(0).at, full().notices[0].at);
  const Event& event = module.functions.at(0).blocks.at(0).events.at(0);
  EXPECT_EQ(event.at, full().functions[0].blocks[0].events[0].at);
  EXPECT_EQ(event.a.integer, -5000000000);
  EXPECT_EQ(event.a.path.size(), 3u);
  EXPECT_EQ(event.closeParen, 4000000000u);
  EXPECT_EQ(event.calleeEnd, 30u);
  EXPECT_TRUE(event.awaited && event.inMacro && event.a.address);
  EXPECT_EQ(event.arguments.at(0).at, full().functions[0].blocks[0].events[0].arguments[0].at);
  EXPECT_EQ(module.functions[0].blocks[0].handlers.at(0).target, 1u);
}

TEST(Serialize, LetsNamesBeAddedLater) {
  Module module = *deserialize(serialize(full()));
  const size_t before = module.strings.size();
  EXPECT_EQ(module.text(module.intern("name 1")), "name 1");
  EXPECT_EQ(module.strings.size(), before);
  EXPECT_EQ(module.intern("new"), before);
}

TEST(Serialize, KeepsTheEmptyModule) {
  const Result<Module> read = deserialize(serialize(Module()));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(toText(*read), "module c\n");
}

TEST(Deserialize, RefusesEveryCut) {
  const std::vector<uint8_t> bytes = serialize(full());
  for (size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(deserialize(std::span(bytes).first(size)).ok()) << size;
  std::vector<uint8_t> longer = bytes;
  longer.push_back(0);
  EXPECT_FALSE(deserialize(longer).ok());
}

/// What is accepted must be safe to use: printing follows every index.
void tryBytes(const std::vector<uint8_t>& bytes) {
  const Result<Module> read = deserialize(bytes, "cache/x");
  if (read.ok()) {
    EXPECT_FALSE(toText(*read).empty());
    EXPECT_EQ(serialize(*deserialize(serialize(*read))), serialize(*read));
  } else {
    EXPECT_EQ(read.error().path, "cache/x");
    EXPECT_FALSE(read.error().what.empty());
  }
}

TEST(Deserialize, SurvivesEveryChangedByte) {
  const std::vector<uint8_t> bytes = serialize(full());
  for (size_t at = 0; at < bytes.size(); ++at)
    for (const uint8_t value : {0x00, 0x01, 0x05, 0x11, 0x7f, 0x80, 0xff}) {
      std::vector<uint8_t> changed = bytes;
      changed[at] = value;
      tryBytes(changed);
    }
}

TEST(Deserialize, SurvivesNoise) {
  const std::vector<uint8_t> bytes = serialize(full());
  std::mt19937 random(7);  // NOLINT: the same noise each time
  for (int round = 0; round < 3000; ++round) {
    std::vector<uint8_t> changed = bytes;
    for (int change = 0; change < 1 + round % 5; ++change) changed[random() % changed.size()] = static_cast<uint8_t>(random());
    if (round % 3 == 0) changed.resize(random() % changed.size());
    if (round % 7 == 0) changed.insert(changed.begin() + static_cast<long>(random() % (changed.size() + 1)), 5, static_cast<uint8_t>(random()));
    tryBytes(changed);
  }
}

TEST(Deserialize, AllocatesNothingOnANumbersWord) {
  std::vector<uint8_t> bytes = serialize(Module());
  bytes.resize(bytes.size() - 9);                              // up to the count of files
  bytes.insert(bytes.end(), {0xff, 0xff, 0xff, 0xff, 0xff, 0x0f});  // 2^38 of them
  bytes.resize(bytes.size() + 1000);
  const Result<Module> read = deserialize(bytes);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().what, "this Module is cut or damaged");
}

TEST(Deserialize, KnowsItsFormat) {
  EXPECT_EQ(deserialize({}).error().what, "these bytes are no Module");
  std::vector<uint8_t> bytes = serialize(Module());
  bytes[0] ^= 1;
  EXPECT_EQ(deserialize(bytes).error().what, "these bytes are no Module");
  bytes = serialize(Module());
  bytes[5] = 99;
  EXPECT_EQ(deserialize(bytes).error().what, "this Module has format 99, expected 1");
}

}  // namespace
}  // namespace tls_tidy
