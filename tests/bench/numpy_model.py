#!/usr/bin/python3
"""The model of strikefund as one would write it with numpy: month by month, some hundreds
of runs at a time, all cells in one array where the model lets them be.

    numpy_model.py PLAN [--runs N] [--seconds S] [--seed S] [--chunk RUNS]

PLAN is what export.c writes; nothing else of the library is read. It simulates N runs, or
for S seconds of processor time, and prints what it found as JSON. Rules of the model are
named where they are followed (M4.2 and so on).

Arrays end with an axis of runs: members are [cells, runs], strikers of an action
[employers, bands, runs], money [runs]. Money is pence, whole, in doubles.
"""

import argparse
import json
import sys
import time

import numpy as np

# Rules of the plan's `uses` that are modelled here.
MODELLED = {"strikers exempt from the levy"}

MEASURES = ["balance", "net_position", "claims", "levy_income", "other_income",
            "strike_pay_due", "strike_pay_claimed", "strike_pay_paid", "hardship",
            "other_outgo", "members", "payers", "strikers", "strike_days", "pay_lost"]


def refuse(what):
    print(f"numpy_model: {what}", file=sys.stderr)
    sys.exit(65)


def draw_unbounded(rng, distribution, p, given, n):
    """n draws without regard to the bounds (M2.1)."""
    if distribution == "fixed":
        return np.full(n, p[0])
    if distribution in ("uniform", "triangular", "normal"):
        return getattr(rng, distribution)(*p, n)
    if distribution == "pert":
        width = p[2] - p[0]
        return p[0] + width * rng.beta(1 + 4 * (p[1] - p[0]) / width,
                                       1 + 4 * (p[2] - p[1]) / width, n)
    if distribution == "lognormal":
        variance = np.log1p((p[1] / p[0]) ** 2)
        return rng.lognormal(np.log(p[0]) - variance / 2, np.sqrt(variance), n)
    if distribution == "beta":
        strength = p[0] * (1 - p[0]) / p[1] ** 2 - 1
        return rng.beta(p[0] * strength, (1 - p[0]) * strength, n)
    if distribution == "gamma":
        return rng.gamma((p[0] / p[1]) ** 2, p[1] ** 2 / p[0], n)
    if distribution == "logitnormal":
        return 1 / (1 + (1 - p[0]) / p[0] * np.exp(-rng.normal(0, p[1], n)))
    if distribution == "discrete":
        return rng.choice(given["points"], n, p=given["weights"])
    return refuse(f"does not know the distribution '{distribution}'")


def draw_input(rng, given, n):
    """n draws of an uncertain input, those outside its bounds drawn again."""
    low = -np.inf if given["low"] is None else given["low"]
    high = np.inf if given["high"] is None else given["high"]
    args = given["distribution"], given["parameters"], given
    x = draw_unbounded(rng, *args, n)
    outside = (x < low) | (x > high)
    while outside.any():
        x[outside] = draw_unbounded(rng, *args, int(outside.sum()))
        outside = (x < low) | (x > high)
    return x


def split(total, weight):
    """Whole parts of totals [runs] in proportion to weights [n, 1] or [n, runs]: rounded
    down, then one by one to the largest remainders, ties to the first (M3.2)."""
    weight_sum = weight.sum(axis=0)
    exact = total * weight / np.where(weight_sum > 0, weight_sum, 1)
    part = np.floor(exact + 1e-6)
    left = np.where(weight_sum > 0, total - part.sum(axis=0), 0)
    order = np.argsort(-np.round(exact - part, 6), axis=0, kind="stable")
    rank = np.argsort(order, axis=0, kind="stable")
    return part + (rank < left)


class Wave:
    """An action in a month at all employers where its days are the same: what it is there,
    as arrays [employers, bands, 1]."""

    def __init__(self, plan, parts):
        callouts = [plan["callouts"][part["callout"]] for part in parts]
        self.starts = parts[0]["starts"]
        self.days = list(zip(*(part["days"] for part in parts)))  # by day, then employer
        self.callouts = np.array([part["callout"] for part in parts])
        self.action_index = callouts[0]["action"]
        self.action = plan["actions"][self.action_index]
        self.employers = np.array([callout["employer"] for callout in callouts])
        n_bands = plan["n_bands"]
        self.cells = self.employers[:, None] * n_bands + np.arange(n_bands)
        self.net_day = np.array(plan["net_day"])[self.cells][:, :, None]
        self.full_pence, self.full_days, self.part_pence = (
            np.array([[[np.inf if pay[key] is None else pay[key]]
                       for pay in callout["day_pay"]] for callout in callouts])
            for key in ("pence", "days", "part_pence"))


def find_waves(plan, parts):
    """The parts of a month that are alike, together."""
    alike = {}
    for part in parts:
        key = (plan["callouts"][part["callout"]]["action"], part["starts"],
               tuple((day["weight"], day["paid_ordinal"]) for day in part["days"]))
        alike.setdefault(key, []).append(part)
    return [Wave(plan, together) for together in alike.values()]


class Chunk:
    """Some hundreds of runs side by side."""

    def __init__(self, plan, rng, n):
        self.plan = plan
        self.rng = rng
        self.n = n
        self.n_bands = plan["n_bands"]
        self.x = [draw_input(rng, given, n) for given in plan["inputs"]]
        self.opening = np.array(plan["opening"] + [plan["other_payers"]])
        self.n_cells = len(plan["opening"])
        self.employer = np.arange(self.n_cells) // self.n_bands
        self.payers = np.zeros((self.n_cells + 1, n), dtype=np.int64)
        self.others = np.repeat(self.opening[:, None], n, axis=1)
        self.joiners = np.zeros_like(self.others)
        self.has_struck = np.zeros((plan["n_employers"], n), dtype=bool)
        self.turnout_effect = rng.normal(size=(plan["n_employers"], n))
        self.levy = plan["levies"][0] if plan["levies"] else None
        if self.levy:
            self.notpay_effect = rng.normal(size=(plan["n_employers"], n))
        self.failed = np.zeros((self.n_bands, n), dtype=np.int64)
        self.called = np.zeros((len(plan["callouts"]), self.n_bands, n), dtype=np.int64)
        self.out = np.zeros_like(self.called)
        lags = max([len(rule["claim_lag"]) for rule in plan["rules"]] or [1])
        self.payable = np.zeros((plan["months"] + lags + 1, n))

    # ---- members ---------------------------------------------------------------------

    def members_come_and_go(self):
        """M4.2, M4.3."""
        terms = self.plan["members"]
        leave = self.x[terms["leave"]]
        self.payers -= self.rng.binomial(self.payers, leave)
        self.others -= self.rng.binomial(self.others, leave)
        join = np.repeat(self.x[terms["join"]][None, :], self.n_cells + 1, axis=0)
        join[:-1] += self.has_struck[self.employer] * self.x[terms["join_in_action"]]
        self.joiners = self.rng.poisson(self.opening[:, None] * join)
        self.others += self.joiners

    def present(self, employer):
        """Members now, by band."""
        cells = slice(employer * self.n_bands, (employer + 1) * self.n_bands)
        return self.payers[cells] + self.others[cells]

    # ---- actions ---------------------------------------------------------------------

    def call_out(self, index):
        """M6.1, M6.2: who is called, when a call-out starts."""
        callout = self.plan["callouts"][index]
        action = self.plan["actions"][callout["action"]]
        here = self.present(callout["employer"])
        if action["called"] == "all":
            self.called[index] = here
            return
        taken = sum(before["weight"] * self.called[before["callout"]]
                    for before in callout["called_before"])
        free = np.maximum(here - np.rint(taken).astype(np.int64), 0)
        number = self.x[action["number"]]
        if action["called"] == "share":
            wanted = np.rint(number * here)
        else:
            weight = np.array(action["bands"])[:, None] if action["bands"] else free
            wanted = split(np.minimum(np.rint(number), free.sum(axis=0)), weight)
        self.called[index] = np.minimum(wanted.astype(np.int64), free)

    def turnout(self, action, employers):
        """M2.3: chance that one who is called comes out."""
        median = self.x[action["participation"]]
        if action["spread"] == 0:
            return median
        shift = action["spread"] * self.turnout_effect[employers][:, None, :]
        return 1 / (1 + (1 - median) / median * np.exp(-shift))

    def share_left(self, days, here):
        """M6.2: for each employer, the share of members whom no other call-out has called
        that day: [employers, 1, runs], or 1."""
        if not any(day["called_elsewhere"] for day in days):
            return 1
        left = np.ones((len(days), 1, self.n))
        members = np.maximum(here.sum(axis=1), 1)
        for e, day in enumerate(days):
            elsewhere = sum(other["weight"] * self.called[other["callout"]].sum(axis=0)
                            for other in day["called_elsewhere"])
            left[e] = np.maximum(0, 1 - elsewhere / members[e])
        return left

    def strike(self, wave):
        """M6.4, M6.6: strike-days, those paid in full and in part, and who is out on the
        first day, all [employers, bands, runs]."""
        here = self.payers[wave.cells] + self.others[wave.cells]
        stay = 1 - self.x[wave.action["fatigue"]]
        out = self.out[wave.callouts]
        struck = np.zeros((3,) + here.shape)
        for d, days in enumerate(wave.days):
            if wave.starts and d == 0:
                out = self.rng.binomial(self.called[wave.callouts],
                                        self.turnout(wave.action, wave.employers))
            elif (stay < 1).any():
                out = self.rng.binomial(out, stay)
            out = np.minimum(out, here)
            left = self.share_left(days, here)
            out_days = days[0]["weight"] * left * out
            ordinal = days[0]["paid_ordinal"]
            struck[0] += out_days
            if ordinal > 0:
                struck[1] += out_days * (ordinal <= wave.full_days)
                struck[2] += out_days * (ordinal == wave.full_days + 1)
            if d == 0:
                first_day = np.rint(left * out).astype(np.int64)
        self.out[wave.callouts] = out
        return struck, first_day

    def book_strike(self, wave, struck, first_day, books):
        """M6.4 to M6.6: what the days cost members and the fund."""
        rule = self.plan["rules"][wave.action["rule"]]
        days, paid, in_part = np.rint(self.x[wave.action["rostered"]] * struck)
        due = np.rint(paid * wave.full_pence) + np.rint(in_part * wave.part_pence)
        claimed = np.rint(due * self.x[rule["take_up"]]).sum(axis=(0, 1))
        books["strike_days"] += days.sum(axis=(0, 1))
        books["pay_lost"] += np.rint(days * wave.net_day).sum(axis=(0, 1))
        books["strike_pay_due"] += due.sum(axis=(0, 1))
        books["strike_pay_claimed"] += claimed
        self.claimed[wave.action["rule"]] += claimed
        books["strikers"] += first_day.sum(axis=(0, 1))
        self.has_struck[wave.employers] |= first_day.any(axis=1)
        if rule["pays"]:
            self.paid_strikers[wave.cells] += first_day
        else:
            self.unpaid_strikers[wave.action_index] += first_day.sum(axis=0)

    def hardship(self, books):
        """M6.8: grants to strikers whom no rule pays."""
        for r, rule in enumerate(self.plan["rules"]):
            grant = np.rint(100 * self.x[rule["hardship_grant"]])
            left = np.full(self.n, float(rule["hardship_cap"] or np.inf))
            for a, action in enumerate(self.plan["actions"]):
                if action["rule"] != r or rule["pays"] or not self.unpaid_strikers[a].any():
                    continue
                n = self.rng.binomial(self.unpaid_strikers[a],
                                      self.x[rule["hardship_share"]])
                for band in range(self.n_bands):
                    granted = np.minimum(n[band] * grant, left)
                    books["hardship"] += granted
                    left -= granted

    def act(self, month, books):
        waves = self.plan["waves"][month - 1]
        self.has_struck[:] = False
        self.claimed = np.zeros((len(self.plan["rules"]), self.n))
        self.paid_strikers = np.zeros((self.n_cells, self.n), dtype=np.int64)
        self.unpaid_strikers = np.zeros((len(self.plan["actions"]), self.n_bands, self.n),
                                        dtype=np.int64)
        for part in self.plan["schedule"][month - 1]:
            if part["starts"]:
                self.call_out(part["callout"])
        for wave in waves:
            struck, first_day = self.strike(wave)
            self.book_strike(wave, struck, first_day, books)
        if waves:
            self.hardship(books)

    # ---- levy ------------------------------------------------------------------------

    def by_cell(self, key):
        """What a levy or the plan says by band, for each cell: [cells, 1]."""
        return np.tile(np.array(key), self.plan["n_employers"])[:, None]

    def decide(self, month):
        """M5.2, M5.3, M4.4: who pays."""
        levy = self.levy
        payers, others = self.payers[:-1], self.others[:-1]
        notpay = self.x[levy["notpay"]]
        shift = self.x[levy["rate_response"]] * self.by_cell(levy["above_reference"])
        if levy["is_consulted"]:
            shift = shift - self.x[levy["consultation_effect"]]
        effect = levy["spread"] * self.notpay_effect[self.employer]
        pay = 1 / (1 + notpay / (1 - notpay) * np.exp(shift + effect))
        if month == levy["first"]:
            here = payers + others
            payers[:] = self.rng.binomial(here, pay)
            others[:] = here - payers
            rise, subscription = (self.by_cell(key) for key in
                                  (levy["rise"], self.plan["subscriptions"]))
            too_dear = np.divide(rise, subscription, where=subscription > 0,
                                 out=np.zeros_like(rise))
            elasticity = self.x[self.plan["members"]["elasticity"]]
            payers -= self.rng.binomial(payers, np.minimum(1, elasticity * too_dear))
            return
        lapsed = self.rng.binomial(payers, self.x[levy["lapse"]])
        joined = self.rng.binomial(self.joiners[:-1], pay)
        payers += joined - lapsed
        others += lapsed - joined

    def collect(self, month, books):
        """M5.1, M5.4, M5.5."""
        levy = self.levy
        due = np.zeros((self.n_bands, self.n), dtype=np.int64)
        if levy["first"] <= month <= levy["last"]:
            self.decide(month)
            payers = self.payers[:-1]
            exempt = 0
            if levy["exempt_on_paid_strike"]:
                here = payers + self.others[:-1]
                exempt = np.rint(np.minimum(self.paid_strikers, here) * payers /
                                 np.maximum(here, 1)).astype(np.int64)
            due = (payers - exempt).reshape(-1, self.n_bands, self.n).sum(axis=0)
        else:
            self.others += self.payers
            self.payers[:] = 0
        recovered = self.rng.binomial(self.failed, self.x[levy["recover"]])
        self.failed = self.rng.binomial(due, self.x[levy["fail"]])
        rate = np.array(levy["rate"])[:, None]
        books["levy_income"] += np.rint((due - self.failed + recovered) * rate).sum(axis=0)

    # ---- fund ------------------------------------------------------------------------

    def pay_claims(self, month, books):
        """M7.1."""
        for rule, claimed in zip(self.plan["rules"], self.claimed):
            if claimed.any():
                lag = np.array(rule["claim_lag"])[:, None]
                self.payable[month:month + len(lag)] += split(claimed, lag)
        books["strike_pay_paid"] += self.payable[month]

    def ballot_costs(self, month):
        """M7.2."""
        cost = 0
        for ballot in self.plan["fund"]["ballots"]:
            if ballot["month"] == month:
                balloted = sum(self.present(e).sum(axis=0) for e in ballot["employers"])
                cost = cost + np.rint(balloted * ballot["pence_a_member"])
        return cost

    def close_month(self, month, last, books):
        """M5.7, M7.2, M3.2: other flows, and the close."""
        fund = self.plan["fund"]
        books["payers"] += self.payers.sum(axis=0)
        books["members"] += books["payers"] + self.others.sum(axis=0)
        self.pay_claims(month, books)
        books["other_income"] += (
            fund["received"][month] +
            np.rint(books["members"] * fund["subscription_share"]) +
            np.rint(100 * self.x[fund["donations"]]) +
            np.rint(fund["interest"] / 12 * np.maximum(0, last["balance"])))
        books["other_outgo"] += (
            fund["campaign_cost"][month] + fund["paid_out"][month] +
            self.ballot_costs(month) +
            np.rint(fund["overdraft_interest"] / 12 * np.maximum(0, -last["balance"])))
        books["balance"] += (last["balance"] + books["levy_income"] +
                             books["other_income"] - books["strike_pay_paid"] -
                             books["hardship"] - books["other_outgo"])
        books["claims"] += (last["claims"] + books["strike_pay_claimed"] -
                            books["strike_pay_paid"])
        books["net_position"] += books["balance"] - books["claims"]

    def simulate(self):
        """[months + 1, measures, runs] (M3.1)."""
        plan = self.plan
        ledger = np.zeros((plan["months"] + 1, len(MEASURES), self.n))
        books = dict(zip(MEASURES, ledger[0]))
        books["members"] += self.opening.sum()
        books["balance"] += np.rint(100 * self.x[plan["fund"]["opening"]])
        books["net_position"] += books["balance"]
        for month in range(1, plan["months"] + 1):
            last, books = books, dict(zip(MEASURES, ledger[month]))
            self.members_come_and_go()
            self.act(month, books)
            if self.levy:
                self.collect(month, books)
            self.close_month(month, last, books)
        return ledger


class Moments:
    """Sums over runs of powers of x less its value in the first run."""

    def __init__(self):
        self.runs, self.first, self.sums = 0, None, 0

    def add(self, ledger):
        if self.first is None:
            self.first = ledger[:, :, :1].copy()
        x = ledger - self.first
        self.sums = self.sums + np.array([(x ** power).sum(axis=2)
                                          for power in (1, 2, 3, 4)])
        self.runs += ledger.shape[2]

    def say(self):
        a, s2, s3, s4 = self.sums / self.runs
        m2 = np.maximum(s2 - a ** 2, 0)
        m4 = s4 - 4 * a * s3 + 6 * a ** 2 * s2 - 3 * a ** 4
        found = {"mean": self.first[:, :, 0] + a,
                 "sd": np.sqrt(m2 * self.runs / max(self.runs - 1, 1)),
                 "kurtosis": np.divide(m4, m2 ** 2, where=m2 > 0,
                                       out=np.zeros_like(m4))}
        return {measure: {key: value[:, k].tolist() for key, value in found.items()}
                for k, measure in enumerate(MEASURES)}


def peak_kib():
    """Peak memory, from the kernel."""
    with open("/proc/self/status", encoding="utf-8") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("plan")
    parser.add_argument("--runs", type=int, default=None)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chunk", type=int, default=1000)
    options = parser.parse_args()
    with open(options.plan, encoding="utf-8") as file:
        plan = json.load(file)
    for what in plan["uses"]:
        if what not in MODELLED:
            refuse(f"does not model: {what}")
    plan["waves"] = [find_waves(plan, parts) for parts in plan["schedule"]]
    rng = np.random.default_rng(options.seed)
    moments = Moments()
    wall, cpu = time.monotonic(), time.thread_time()
    while ((options.runs is None or moments.runs < options.runs) and
           time.thread_time() - cpu < options.seconds):
        left = options.chunk if options.runs is None else options.runs - moments.runs
        moments.add(Chunk(plan, rng, min(options.chunk, left)).simulate())
    json.dump({"runs": moments.runs, "cpu_seconds": time.thread_time() - cpu,
               "wall_seconds": time.monotonic() - wall, "peak_kib": peak_kib(),
               "measures": moments.say()}, sys.stdout)
    print()


if __name__ == "__main__":
    main()
