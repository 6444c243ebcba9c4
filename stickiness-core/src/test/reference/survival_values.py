"""Reference values for the tests of io.holdfast.stickiness.survival, computed elsewhere.

    python3 -m venv /tmp/reference && /tmp/reference/bin/pip install lifelines scipy
    /tmp/reference/bin/python survival_values.py

Prints each value with the call that made it; the tests name these calls.
"""

from fractions import Fraction

import lifelines
import numpy
import scipy
import scipy.stats
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test
from lifelines.utils import restricted_mean_survival_time

# Days until the next session; 1 where the user came back, 0 where censored.
CONTROL = [0.5, 1, 1, 2, 2, 3.25, 4, 4, 6, 7.5, 9, 11, 14, 15, 16]
CONTROL_RETURNED = [1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 0, 0]
VARIANT = [0.25, 0.5, 1, 1, 1.5, 2, 3, 3, 5, 6, 8, 14.5]
VARIANT_RETURNED = [1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0]

# Weeks in remission, 6-mercaptopurine beside placebo (Freireich et al. 1963, Blood 21:699).
SIX_MP = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
SIX_MP_RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def show(name, value):
    print(f"{name} = {float(value)!r}")


def censored(times, observed):
    times, observed = numpy.array(times), numpy.array(observed, dtype=bool)
    return scipy.stats.CensoredData(uncensored=times[observed], right=times[~observed])


def curve(name, times, observed, at):
    fit = KaplanMeierFitter().fit(times, observed)
    survival = scipy.stats.ecdf(censored(times, observed)).sf
    plain = survival.confidence_interval(method="linear")
    log_log = survival.confidence_interval(method="log-log")
    lifelines_interval = fit.confidence_interval_survival_function_
    for time in at:
        show(f"{name} S({time}) lifelines", fit.predict(time))
        show(f"{name} S({time}) scipy", survival.evaluate(time))
        show(f"{name} plain lower({time}) scipy", plain.low.evaluate(time))
        show(f"{name} plain upper({time}) scipy", plain.high.evaluate(time))
        show(f"{name} log-log lower({time}) scipy", log_log.low.evaluate(time))
        show(f"{name} log-log upper({time}) scipy", log_log.high.evaluate(time))
        row = lifelines_interval.loc[:time].iloc[-1]
        show(f"{name} log-log lower({time}) lifelines", row.iloc[0])
        show(f"{name} log-log upper({time}) lifelines", row.iloc[1])
    show(f"{name} median lifelines", fit.median_survival_time_)


def restricted_mean_variance(times, observed, tau):
    """The sum of Klein and Moeschberger, section 4.5, in fractions: exact."""
    pairs = [(Fraction(t), o) for t, o in zip(times, observed)]
    tau = Fraction(tau)
    steps, survival = [(Fraction(0), Fraction(1))], Fraction(1)
    for t in sorted({t for t, o in pairs if o}):
        n = sum(u >= t for u, _ in pairs)
        d = sum(u == t and o for u, o in pairs)
        survival *= 1 - Fraction(d, n)
        steps.append((t, survival))

    def area(start):
        total = Fraction(0)
        for (t, s), end in zip(steps, [t for t, _ in steps[1:]] + [tau]):
            total += s * max(Fraction(0), min(end, tau) - max(t, start))
        return total

    variance = Fraction(0)
    for t in [t for t, _ in steps[1:] if t <= tau]:
        n = sum(u >= t for u, _ in pairs)
        d = sum(u == t and o for u, o in pairs)
        if n > d:
            variance += area(t) ** 2 * Fraction(d, n * (n - d))
    return area(Fraction(0)), variance


def restricted_means(tau):
    values = {}
    for name, times, observed in (
        ("control", CONTROL, CONTROL_RETURNED),
        ("variant", VARIANT, VARIANT_RETURNED),
    ):
        fit = KaplanMeierFitter().fit(times, observed)
        show(f"{name} rmst({tau}) lifelines", restricted_mean_survival_time(fit, t=tau))
        mean, variance = restricted_mean_variance(times, observed, tau)
        show(f"{name} rmst({tau}) fractions", mean)
        show(f"{name} rmst({tau}) variance fractions", variance)
        values[name] = (mean, variance)
    difference = float(values["variant"][0] - values["control"][0])
    error = float(values["variant"][1] + values["control"][1]) ** 0.5
    show("difference", difference)
    show("difference standard error", error)
    low, high = scipy.stats.norm.interval(0.95, difference, error)
    show("difference lower", low)
    show("difference upper", high)
    show("difference p", 2 * scipy.stats.norm.sf(abs(difference) / error))


def log_rank(name, x, x_observed, y, y_observed):
    test = logrank_test(x, y, x_observed, y_observed)
    show(f"{name} chi square lifelines", test.test_statistic)
    show(f"{name} p lifelines", test.p_value)
    other = scipy.stats.logrank(censored(y, y_observed), censored(x, x_observed))
    show(f"{name} statistic scipy", other.statistic)
    show(f"{name} p scipy", other.pvalue)


if __name__ == "__main__":
    print(f"lifelines {lifelines.__version__}, scipy {scipy.__version__}")
    curve("control", CONTROL, CONTROL_RETURNED, [0.5, 2, 7.5, 12])
    curve("6-MP", SIX_MP, SIX_MP_RELAPSED, [10, 23])
    restricted_means(14)
    log_rank("our table", CONTROL, CONTROL_RETURNED, VARIANT, VARIANT_RETURNED)
    log_rank("Freireich", SIX_MP, SIX_MP_RELAPSED, PLACEBO, [1] * len(PLACEBO))
