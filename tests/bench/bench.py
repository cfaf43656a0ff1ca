#!/usr/bin/python3
"""bench.py BUILT [--rounds N] [--runs N]: how fast strikefund is beside the same model in
plain C with GSL and in numpy, on this machine, in words and tables.

BUILT is the folder of the built programs and the two plans. The three take turns in many
short rounds, one thread each, and measure their own processor time: a ratio is that of
one round, and what is said is the middle one with the quarters. Where the programs do not
agree on the closing balance there is nothing to compare, and nothing is said.
"""

import argparse
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys

SECONDS = 0.6  # of each program's processor time in a round
APART = 5.0  # standard errors between two closing balances that cannot be chance
HERE = pathlib.Path(__file__).parent
SIZES = ["below 1", "1 to 8", "8 to 100", "100 to 1,000", "above"]


class Campaign:
    """A strategy of a scenario, and the chunk of runs that suits numpy best."""

    def __init__(self, built, name, title, scenario, strategy, chunk, counted, scaled):
        plan = built / f"{name}.json"
        self.title = title
        self.ours = [built / "ours", scenario, strategy]
        self.programs = {
            "strikefund": (self.ours, "--first-run", 10**6),
            "C with GSL": ([built / "plain", plan], "--seed", 1),
            "numpy": ([HERE / "numpy_model.py", plan, "--chunk", chunk], "--seed", 1)}
        self.counting = [built / "plain-counts", plan, "--runs", counted]
        self.scaled = scaled  # runs when threads are compared
        self.rounds = {program: [] for program in self.programs}


def run(command):
    """A program's document."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(map(str, command))}\n{done.stderr}")
    return json.loads(done.stdout)


def speed(found):
    return found["runs"] / found["cpu_seconds"]


def middle(values):
    """Median, and the quarters."""
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    return median, low, high


def three_figures(value):
    digits = max(0, 2 - math.floor(math.log10(abs(value)))) if value else 0
    return f"{round(value, 2 - math.floor(math.log10(abs(value)))):,.{digits}f}"


def with_quarters(values):
    median, low, high = map(three_figures, middle(values))
    return f"{median} ({low} to {high})"


def pooled(rounds):
    """Mean closing balance over all rounds, and its standard error."""
    runs = sum(found["runs"] for found in rounds)
    balance = [(found["runs"], found["measures"]["balance"]) for found in rounds]
    mean = sum(n * b["mean"][-1] for n, b in balance) / runs
    squares = sum((n - 1) * b["sd"][-1] ** 2 + n * (b["mean"][-1] - mean) ** 2
                  for n, b in balance)
    return mean, math.sqrt(squares / (runs - 1) / runs)


def check_agreement(campaign):
    mean, error = pooled(campaign.rounds["strikefund"])
    for program, rounds in campaign.rounds.items():
        other, its_error = pooled(rounds)
        apart = abs(other - mean) / math.hypot(error, its_error)
        if program != "strikefund" and apart > APART:
            sys.exit(f"bench: {campaign.title}: the mean closing balance is "
                     f"£{mean / 100:,.0f} by strikefund and £{other / 100:,.0f} by "
                     f"{program}, {apart:.1f} standard errors apart. They do not simulate "
                     "the same thing, so their speeds are not compared.")


def take_turns(campaigns, n_rounds):
    for i in range(n_rounds):
        for campaign in campaigns:
            programs = list(campaign.programs.items())
            turn = i % len(programs)
            for program, (command, option, step) in programs[turn:] + programs[:turn]:
                campaign.rounds[program].append(run(
                    command + ["--seconds", SECONDS, option, 1 + step * i]))
        print(f"\r  round {i + 1} of {n_rounds}", end="", file=sys.stderr, flush=True)
    print("\n", file=sys.stderr, flush=True)


def print_table(rows):
    width = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    for row in rows:
        cells = [cell.ljust(width[k]) if k == 0 else cell.rjust(width[k])
                 for k, cell in enumerate(row)]
        print("  " + "  ".join(cells).rstrip())
    print()


def busy():
    """Seconds that the processors have worked so far: all, and for this program."""
    with open("/proc/stat", encoding="utf-8") as file:
        user, nice, system, _, _, irq, softirq, stolen = map(
            int, file.readline().split()[1:9])
    ticks = user + nice + system + irq + softirq + stolen
    own = os.times()
    return ticks / os.sysconf("SC_CLK_TCK"), sum(own[:4]), own.elapsed


def say_others(since):
    """What others took of the processors since then."""
    total, own, elapsed = (now - then for now, then in zip(busy(), since))
    share = max(0.0, total - own) / (elapsed * os.cpu_count())
    if share > 0.03:
        print(f"Other programs took {100 * share:.0f} in 100 parts of the processors' time "
              "meanwhile.\n")


def machine():
    model = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
    return model


def ratios(campaign, program):
    return [speed(a) / speed(b) for a, b in
            zip(campaign.rounds["strikefund"], campaign.rounds[program])]


def say_speeds(campaigns, n_rounds):
    for campaign in campaigns:
        check_agreement(campaign)
    print(f"Simulated campaigns a second, one thread (the middle of {n_rounds} rounds):\n")
    programs = list(campaigns[0].programs)
    rows = [[""] + programs]
    for campaign in campaigns:
        rows.append([campaign.title] +
                    [three_figures(middle([speed(found) for found in
                                           campaign.rounds[program]])[0])
                     for program in programs])
    print_table(rows)
    print("strikefund's figure includes the twins of one run in twenty, by which it tells\n"
          "where the spread comes from, and the quantiles; the others find neither.\n")
    print("How many times as fast strikefund is (half the rounds lie in the brackets):\n")
    rows = [[""] + [f"as {program}" for program in programs[1:]]]
    for campaign in campaigns:
        rows.append([campaign.title] +
                    [with_quarters(ratios(campaign, program)) for program in programs[1:]])
    print_table(rows)


def say_counts(campaigns):
    print("A count is one draw of how many of so many members do something, or join. What\n"
          "it takes depends on how many are expected to (or not to, if those are fewer).\n"
          "All the time of a run is shared out among its counts:\n")
    rows = [["", "counts a run"] +
            [f"ns each, {program}" for program in campaigns[0].programs]]
    mix = [["of 100 counts, expected number"] + SIZES]
    for campaign in campaigns:
        found = run(campaign.counting)
        n = [a + b for a, b in zip(found["binomial"], found["poisson"])]
        a_run = sum(n) / found["runs"]
        rows.append([campaign.title, three_figures(a_run)] +
                    [three_figures(1e9 / middle([speed(each) for each in rounds])[0] / a_run)
                     for rounds in campaign.rounds.values()])
        mix.append([campaign.title] + [f"{100 * k / sum(n):.1f}" for k in n])
    print_table(rows)
    print_table(mix)


def say_memory(campaign, asked):
    print(f"Peak memory, {campaign.title}:\n")
    rows = [["", "runs", "MiB", "seconds"]]
    wanted = [(program, 10**4) for program in campaign.programs]
    wanted += [("strikefund", 10**5)] + [("strikefund", asked)] * (asked > 0)
    for program, n in wanted:
        found = run(campaign.programs[program][0] + ["--runs", n])
        rows.append([program, f"{n:,}", f"{found['peak_kib'] / 1024:.1f}",
                     f"{found['wall_seconds']:.1f}"])
    print_table(rows)


def say_threads(campaigns, n_rounds):
    threads = sorted({1, min(2, os.cpu_count()), os.cpu_count()})
    if threads == [1]:
        return
    print("More threads, by the clock on the wall: times as fast as one thread\n"
          f"({n_rounds} rounds; half of them lie in the brackets):\n")
    since = busy()
    rows = [["threads"] + [str(n) for n in threads[1:]]]
    for campaign in campaigns:
        took = {n: [] for n in threads}
        for _ in range(n_rounds):
            for n in threads:
                took[n].append(run(campaign.ours + ["--runs", campaign.scaled, "--threads",
                                                    n])["wall_seconds"])
        rows.append([campaign.title] +
                    [with_quarters([one / more for one, more in zip(took[1], took[n])])
                     for n in threads[1:]])
    print_table(rows)
    say_others(since)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("built", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--runs", type=int, default=0)
    options = parser.parse_args()
    campaigns = [
        Campaign(options.built, "campaign", "civil service 2022-23, 14 months",
                 "scenarios/pcs-2022-as-it-happened.cfg", "combined", 1000, 200, 10240),
        Campaign(options.built, "synthetic", "large, made up, 24 months",
                 options.built / "synthetic.cfg", "large", 150, 50, 5120)]
    since = busy()
    take_turns(campaigns, options.rounds)
    words = campaigns[0].rounds["strikefund"][0]["instruction_set"]
    print(f"strikefund on {os.cpu_count()} processors ({machine()}), "
          f"inner loops for {words}\n")
    say_others(since)
    say_speeds(campaigns, options.rounds)
    say_counts(campaigns)
    say_memory(campaigns[0], options.runs)
    say_threads(campaigns, max(4, options.rounds // 2))


main()
