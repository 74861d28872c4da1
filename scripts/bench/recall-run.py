"""Runs a command and prints its output, its seconds and the largest peak memory of any process it started."""
import json
import resource
import subprocess
import sys
import time

start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps({"exit": done.returncode, "seconds": seconds, "peakMegabytes": round(peak / 1024), "output": done.stdout}))
