"""Python's protecting steps: calls that upgrade, protect or check, modelled attributes, context arguments."""
import ast
import json

PROTECTS = {"upgrade-request", "handshake", "read-result", "derive"}
PROPERTIES = {"peer", "name", "floor", "data", "transport"}


class PythonSteps:
    """The names are the models': `calls` and `attributes` by their last component, `contexts` are parameters. A library
    for any protocol has common words among its calls (`connect`): they count only where it is imported."""
    suffixes = {".py"}

    def __init__(self, models):
        self.calls, self.attributes, self.contexts = set(), set(), set()
        self.general = {}  # call -> packages
        for path in models:
            model = json.loads(path.read_text())
            if model.get("language") != "python":
                continue
            for api in model["apis"]:
                effects = api.get("effects", [api])
                events = {effect.get("event") for effect in effects}
                if any(effect.get("event") == "set" and effect.get("property") in PROPERTIES for effect in effects):
                    events.add("derive")
                name = api["name"].rsplit(".", 1)[-1]
                for effect in effects:
                    if effect.get("event") == "derive" and str(effect.get("from", "")).startswith("arg:"):
                        self.contexts.add(effect["from"][4:])
                if events & {"create", "send"} or not events & PROTECTS:
                    continue
                packages = {word.split(".")[0] for word in model.get("general", [])}
                if packages and not api.get("attribute"):
                    self.general.setdefault(name, set()).update(packages)
                else:
                    (self.attributes if api.get("attribute") else self.calls).add(name)

    def variants(self, text):
        """Yields (name of what is taken out, line, new text)."""
        data, starts = text.encode(), [0]
        for line in text.encode().split(b"\n"):
            starts.append(starts[-1] + len(line) + 1)

        def cut(node, replacement):
            begin = starts[node.lineno - 1] + node.col_offset
            end = starts[node.end_lineno - 1] + node.end_col_offset
            return (data[:begin] + replacement + data[end:]).decode()

        tree = ast.parse(text)
        imported = {alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        imported |= {node.module.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
        calls = self.calls | {name for name, packages in self.general.items() if packages & imported}
        for node in ast.walk(tree):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
                if node.value.func.attr in calls:
                    yield node.value.func.attr, node.lineno, cut(node, b"pass")
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute) and node.targets[0].attr in self.attributes:
                yield node.targets[0].attr, node.lineno, cut(node, b"pass")
            if isinstance(node, ast.Call):
                for keyword in node.keywords:
                    if keyword.arg in self.contexts:
                        yield keyword.arg, keyword.value.lineno, cut(keyword, keyword.arg.encode() + b"=None")
