#include "checks/models/c_headers.h"

#include <cctype>
#include <set>

namespace tls_tidy {

std::string headerText(std::string_view library, const HeaderParts& parts, bool cxx) {
  std::string guard = "TLS_TIDY_MODEL_";
  for (const unsigned char c : library) guard += std::isalnum(c) ? static_cast<char>(std::toupper(c)) : '_';
  std::string text = "#ifndef " + guard + "\n#define " + guard + "\n";
  for (const char* header : {"stddef.h", "stdint.h", "stdarg.h", "stdio.h", "time.h", "sys/types.h", "sys/select.h", "sys/socket.h"}) text += std::string("#include <") + header + ">\n";
  text += cxx ? "#ifdef __cplusplus\n" : "#ifdef __cplusplus\nextern \"C\" {\n#endif\n";
  std::set<std::string> enumerated;
  std::string enums;
  for (const auto& [name, values] : parts.enums) {
    enums += "typedef enum {";
    for (const auto& [word, number] : values) {
      enums += " " + word + " = " + number + ",";
      enumerated.insert(word);
    }
    enums += " } " + name + ";\n";
  }
  for (const auto& [name, value] : parts.constants)
    if (!enumerated.contains(name)) text += "#define " + name + " " + value + "\n";
  text += enums;
  for (const auto* list : {&parts.types, &parts.macros})
    for (const std::string& each : *list) text += each + "\n";
  std::set<std::string> declared;
  if (!cxx)
    for (const std::string& each : parts.functions)
      if (declared.insert(each).second) text += each + "\n";
  return text + (cxx ? "#endif\n#endif\n" : "#ifdef __cplusplus\n}\n#endif\n#endif\n");
}

}  // namespace tls_tidy
