// How fast Python is decoded, tokenized and parsed, on the files of a folder: MB/s of processor time, the best of five rounds.
//
//     build/tests/python_benchmark FOLDER
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "checks/python/encoding.h"
#include "checks/python/parser.h"
#include "checks/python/tokenizer.h"

namespace tls_tidy::python {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> readAll(const fs::path& folder, size_t& bytes) {
  std::vector<std::string> texts;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".py") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    bytes += texts.back().size();
  }
  return texts;
}

void measure(const char* what, size_t bytes, const std::function<size_t()>& work) {
  double best = 1e9;
  size_t made = 0;
  for (int round = 0; round < 5; ++round) {
    const std::clock_t begin = std::clock();
    made = work();
    best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  std::printf("%-10s %7.1f MB/s  (%zu made)\n", what, static_cast<double>(bytes) / best / 1e6, made);
}

int run(const fs::path& folder) {
  size_t bytes = 0;
  const std::vector<std::string> texts = readAll(folder, bytes);
  std::printf("%zu files, %.1f MB\n", texts.size(), static_cast<double>(bytes) / 1e6);
  const auto total = [&](const std::function<size_t(const std::string&)>& one) {
    size_t sum = 0;
    for (const std::string& text : texts) sum += one(text);
    return sum;
  };
  measure("decode", bytes, [&] { return total([](const std::string& text) { return decodeSource(text).text.size(); }); });
  measure("tokenize", bytes, [&] { return total([](const std::string& text) { return tokenize(text).tokens.size(); }); });
  measure("parse", bytes, [&] { return total([](const std::string& text) { return parse("m.py", decodeSource(text).text).exprs.size(); }); });
  return 0;
}

}  // namespace
}  // namespace tls_tidy::python

int main(int count, char** arguments) {
  if (count != 2) return std::fputs("usage: python_benchmark FOLDER\n", stderr), 2;
  return tls_tidy::python::run(arguments[1]);
}
