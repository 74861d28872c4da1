"""The main job as a plain script does it: pandas reads both workbooks, openpyxl writes the list. Prints the codes of the candidates."""
import json
import resource
import sys

import pandas
from openpyxl import Workbook

plan_file, report_file, out = sys.argv[1:4]


def rows_of(file):
    table = pandas.read_excel(file, header=None, dtype={2: str}, engine="openpyxl")
    return table[table[2].astype(str).str.fullmatch(r"\d{7}")]


plan = rows_of(plan_file)
plan = plan[plan[4] == "2022-2026"].groupby(2).agg({1: "first", 3: "first", 5: "sum"})
paid = rows_of(report_file).groupby(2)[5].sum()
rows = []
for code, row in plan.iterrows():
    if code not in paid.index:
        continue
    whole, part = round(row[5] * 1_000_000), round(paid[code] * 1_000_000)
    if part * 100 < whole * 50:
        rows.append((code, row[1], row[3], whole, part, whole - part))
book = Workbook(write_only=True)
sheet = book.create_sheet("Danh sách")
for row in rows:
    sheet.append(row)
book.save(out)
usage = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"codes": sorted(row[0] for row in rows), "peakMegabytes": round(usage.ru_maxrss / 1024)}))
