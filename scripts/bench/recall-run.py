"""Runs a command and prints its output, its seconds and the peak memory of the whole tree of processes that it started."""
import json
import os
import subprocess
import sys
import threading
import time

LOOK_EVERY_SECONDS = 0.05


def descendants(root):
    """The process and all below it, from the table of processes."""
    children = {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat") as stat:
                parent = int(stat.read().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(name))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting.extend(children.get(pid, []))
    return found


def kilobytes(pid):
    """Memory of a process with its share of what several processes have in common; 0 for one that has ended."""
    try:
        with open(f"/proc/{pid}/smaps_rollup") as rollup:
            return sum(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    except (OSError, ValueError):
        return 0


peak = 0
start = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
ended = threading.Event()


def look():
    global peak
    while not ended.wait(LOOK_EVERY_SECONDS):
        peak = max(peak, sum(kilobytes(pid) for pid in descendants(child.pid)))


watcher = threading.Thread(target=look)
watcher.start()
output, _ = child.communicate()
seconds = time.perf_counter() - start
ended.set()
watcher.join()
print(json.dumps({"exit": child.returncode, "seconds": seconds, "peakMegabytes": round(peak / 1024), "output": output}))
