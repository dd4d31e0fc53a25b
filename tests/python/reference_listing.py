"""What Python itself makes of files, as tls-tidy prints it. Runs under any Python from 2.7 on; reads paths from standard input.

    PYTHON tests/python/reference_listing.py tokens|outline < PATHS

For each file: a line `file PATH`, then the lines of --dump=tokens=VERSION or --dump=tree=outline. Where Python refuses the
file: `refused LINE what it says`; LINE is 0 where Python names none.
"""
import ast
import io
import sys
import tokenize

PYTHON2 = sys.version_info[0] == 2
ESCAPES = {i: u"\\x%02x" % i for i in list(range(0x20)) + [0x7f]}
ESCAPES.update({0x5c: u"\\\\", 0x0a: u"\\n", 0x0d: u"\\r", 0x09: u"\\t"})
if PYTHON2:  # bytes are not characters there
    ESCAPES.update({i: u"\\x%02x" % i for i in range(0x80, 0x100)})


def escaped(text):
    return text.translate(ESCAPES)


def tokens(path):
    lines = []
    with open(path, "rb") as file:
        try:
            read = file.readline
            for kind, text, start, end, _ in tokenize.generate_tokens(read) if PYTHON2 else tokenize.tokenize(read):
                text = escaped(text.decode("latin-1") if PYTHON2 else text)
                lines.append(u"%d,%d-%d,%d:\t%s\t'%s'" % (start + end + (tokenize.tok_name[kind], text)))
        except tokenize.TokenError as error:
            lines.append(u"refused %d %s" % (error.args[1][0], error.args[0]))
        except SyntaxError as error:
            place = error.args[1][1] if len(error.args) > 1 else 0
            lines.append(u"refused %d %s" % (place or 0, error.args[0]))
        except (UnicodeDecodeError, LookupError) as error:
            lines.append(u"refused 0 %s" % error)
    return lines


class Outline(ast.NodeVisitor):
    """One line for every import, assignment, function, class and call."""

    def __init__(self, text):
        self.lines = []
        self.formatted = 0
        self.source = text.split(b"\n")

    def segment(self, node):
        first, last = node.lineno - 1, node.end_lineno - 1
        lines = self.source[first:last + 1]
        lines[-1] = lines[-1][:node.end_col_offset]
        lines[0] = lines[0][node.col_offset:]
        return escaped(b"\n".join(lines).decode("utf-8", "replace"))

    def add(self, kind, node, *parts):
        place = "%d:%d-%d:%d" % (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
        self.lines.append("\t".join([kind, place] + [str(part) for part in parts]))
        self.generic_visit(node)

    @staticmethod
    def aliases(node):
        return ",".join(alias.name + ("=" + alias.asname if alias.asname else "") for alias in node.names)

    @staticmethod
    def keywords(node):
        return ",".join("**" if keyword.arg is None else keyword.arg for keyword in node.keywords)

    def visit_Import(self, node):
        self.add("Import", node, self.aliases(node))

    def visit_ImportFrom(self, node):
        self.add("ImportFrom", node, "." * node.level + (node.module or ""), self.aliases(node))

    def visit_Assign(self, node):
        self.add("Assign", node, ",".join(self.segment(target) for target in node.targets))

    def visit_AugAssign(self, node):
        self.add("AugAssign", node, self.segment(node.target))

    def visit_AnnAssign(self, node):
        self.add("AnnAssign", node, self.segment(node.target))

    def function(self, node):
        args = node.args
        names = [arg.arg for arg in args.posonlyargs + args.args]
        names += ["*" + args.vararg.arg] if args.vararg else []
        names += [arg.arg for arg in args.kwonlyargs]
        names += ["**" + args.kwarg.arg] if args.kwarg else []
        self.add(type(node).__name__, node, node.name, ",".join(names))

    visit_FunctionDef = visit_AsyncFunctionDef = function

    def visit_ClassDef(self, node):
        self.add("ClassDef", node, node.name, len(node.bases), self.keywords(node))

    def visit_Call(self, node):
        if self.formatted and sys.version_info < (3, 12):  # their places are not to be relied on
            self.lines.append("FormatCall\t%d\t%s" % (len(node.args), self.keywords(node)))
            self.generic_visit(node)
            return
        kind = "FormatCall" if self.formatted else "Call"
        self.add(kind, node, self.segment(node.func), len(node.args), self.keywords(node))

    def visit_JoinedStr(self, node):
        self.formatted += 1
        self.generic_visit(node)
        self.formatted -= 1

    visit_TemplateStr = visit_JoinedStr


def outline(path):
    with open(path, "rb") as file:
        data = file.read()
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        tree = ast.parse(data)
    except SyntaxError as error:
        return [u"refused %d %s" % (error.lineno or 0, error.msg)]
    except (ValueError, LookupError, MemoryError, RecursionError) as error:
        return [u"refused 0 %s" % error]
    visitor = Outline(text.encode("utf-8"))
    visitor.visit(tree)
    return visitor.lines


def main():
    import warnings
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(10000)
    listing = {"tokens": tokens, "outline": outline}[sys.argv[1]]
    out = sys.stdout if PYTHON2 else sys.stdout.buffer
    for path in sys.stdin.read().splitlines():
        lines = [u"file " + (path.decode("utf-8") if PYTHON2 else path)] + listing(path)
        out.write(u"\n".join(lines).encode("utf-8", "strict" if PYTHON2 else "surrogatepass") + b"\n")


if __name__ == "__main__":
    main()
