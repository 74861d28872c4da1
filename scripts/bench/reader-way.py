"""One peer in Python, alone in its process: reader-way.py WAY FILE prints cells, CPU seconds and peak MB."""
import json
import resource
import sys


def openpyxl_cells(path):
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def pandas_cells(path):
    import pandas

    return int(pandas.read_excel(path, header=None).count().sum())


cells = {"openpyxl": openpyxl_cells, "pandas": pandas_cells}[sys.argv[1]](sys.argv[2])
usage = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"cells": cells, "cpuSeconds": usage.ru_utime + usage.ru_stime, "peakMegabytes": usage.ru_maxrss // 1024}))
