"""SQLite beside Portico: the same deals under the same indexes, the same questions.

Reads lines of JSON: first {"columns": [...], "indexes": ["A", "A, B"]}, then one list of values for
each deal, then null, then one {"where": ..., "values": [...], "order": ...} for each question. Answers
each question with the median seconds of the page of 50 and its count together, and the count.
"""

import json
import sqlite3
import statistics
import sys
import time

TIMES = 15


def rows(lines):
    for line in lines:
        row = json.loads(line)
        if row is None:
            return
        yield row


def main(path):
    lines = iter(sys.stdin)
    table = json.loads(next(lines))
    columns = table["columns"]
    base = sqlite3.connect(path)
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA cache_size = -65536")
    base.execute(f"CREATE TABLE deals ({', '.join(['ID INTEGER PRIMARY KEY'] + columns[1:])})")
    base.executemany(f"INSERT INTO deals VALUES ({','.join('?' * len(columns))})", rows(lines))
    for number, index in enumerate(table["indexes"]):
        base.execute(f"CREATE INDEX i{number} ON deals ({index})")
    base.commit()
    base.execute("ANALYZE")
    for line in lines:
        question = json.loads(line)
        page = f"SELECT * FROM deals WHERE {question['where']} ORDER BY {question['order']} LIMIT 50"
        count = f"SELECT COUNT(*) FROM deals WHERE {question['where']}"
        took, total = [], 0
        for _ in range(TIMES):
            begin = time.perf_counter()
            base.execute(page, question["values"]).fetchall()
            if question["counted"]:
                (total,) = base.execute(count, question["values"]).fetchone()
            took.append(time.perf_counter() - begin)
        print(json.dumps({"median": statistics.median(took), "total": total}), flush=True)


main(sys.argv[1])
