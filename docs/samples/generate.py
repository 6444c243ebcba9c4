"""Generates the tables of docs/analyze.md, small to read or large to measure, the same for the same arguments.

    python3 docs/samples/generate.py experiment > docs/samples/experiment.csv
    python3 docs/samples/generate.py events > docs/samples/events.csv
    python3 docs/samples/generate.py experiment --rows 1000000 --units 400000 > /tmp/experiment.csv
    python3 docs/samples/generate.py events --rows 1000000 --units 100000 > /tmp/events.csv

The people are made up. An experiment's variant new makes people stay a quarter longer; what they did before explains
about half of what they do, and a fifth of them are new. One person in two hundred was seen in both variants.
"""

import argparse
import datetime
import random


def experiment(rows, units, draw):
    print("row,user,variant,minutes,sessions,returned,minutes_before")
    before = [None if draw.random() < 0.2 else round(draw.expovariate(1 / 30), 1) for _ in range(units)]
    variant = [draw.choice(("old", "new")) for _ in range(units)]
    for row in range(rows):
        user = draw.randrange(units)
        seen = variant[user] if user % 200 else draw.choice(("old", "new"))
        known = 30 if before[user] is None else before[user]
        minutes = (0.5 * known + draw.expovariate(1 / 15)) * (1.25 if seen == "new" else 1)
        returned = int(draw.random() < (0.24 if seen == "new" else 0.2))
        history = "" if before[user] is None else before[user]
        print(f"{row + 1},u{user},{seen},{minutes:.1f},{draw.randrange(1, 5)},{returned},{history}")


def events(rows, units, draw):
    print("user,time,event")
    start = datetime.datetime(2026, 3, 2)
    arrival = [draw.randrange(21 * 24) for _ in range(units)]
    stays = [draw.choice((1, 3, 12, 40)) for _ in range(units)]
    for _ in range(rows):
        user = draw.randrange(units)
        hours = arrival[user] + draw.expovariate(1 / stays[user]) * 24 % (28 * 24 - arrival[user])
        time = start + datetime.timedelta(seconds=int(3600 * hours))
        print(f"u{user},{time.isoformat()}Z,{draw.choice(('visit', 'visit', 'play'))}")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("table", choices=("experiment", "events"))
    arguments.add_argument("--rows", type=int, default=600)
    arguments.add_argument("--units", type=int)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    if given.table == "experiment":
        experiment(given.rows, given.units or 400, random.Random(given.seed))
    else:
        events(given.rows, given.units or 80, random.Random(given.seed))
