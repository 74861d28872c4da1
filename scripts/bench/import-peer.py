"""Reads the plan with openpyxl in read-only mode and writes its rows as CSV, as a plain script would before a COPY."""

import csv
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
writer = csv.writer(sys.stdout)
for sheet in book.worksheets:
    for mark, code, name, investor, location, period, total, plan in sheet.iter_rows(min_row=4, values_only=True):
        if code is not None:
            writer.writerow([code, name, investor, location, period, int(total) * 1000000, int(plan) * 1000000])
