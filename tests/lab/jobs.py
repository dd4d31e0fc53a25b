"""Work in processes of their own, a few at a time: each job is forked, so that it may enter a cell for itself."""
import os
import pickle
import select
import traceback

from box import die_with_parent


def run(jobs, at_once, done, failed):
    """jobs: (name, function) pairs. As each ends, done(name, result) is called, or failed(name, trace): a fault of the lab's own."""
    waiting, running = list(reversed(jobs)), {}
    while waiting or running:
        while waiting and len(running) < at_once:
            name, work = waiting.pop()
            pipe, process = begin(work)
            running[pipe] = (name, process, [])
        for pipe in select.select(list(running), [], [])[0]:
            name, process, parts = running[pipe]
            part = os.read(pipe, 1 << 16)
            if part:
                parts.append(part)
                continue
            os.close(pipe)
            del running[pipe]
            os.waitpid(process, 0)
            good, result = pickle.loads(b"".join(parts)) if parts else (False, "its process ended without a word")
            (done if good else failed)(name, result)


def begin(work):
    reader, writer = os.pipe()
    process = os.fork()
    if process:
        os.close(writer)
        return reader, process
    os.close(reader)
    die_with_parent()
    try:
        result = (True, work())
    except BaseException:
        result = (False, traceback.format_exc())
    with os.fdopen(writer, "wb") as out:
        pickle.dump(result, out)
    os._exit(0)
