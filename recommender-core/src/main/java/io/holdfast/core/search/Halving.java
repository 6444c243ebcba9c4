package io.holdfast.core.search;

/**
 * The rounds of successive halving (Karnin, Koren &amp; Somekh 2013; Jamieson &amp; Talwalkar 2016,
 * Algorithm 1): the better half of the challengers goes on to a round of twice the budget, and the
 * last round has the whole of it. Of n candidates one is the default, which waits in the last
 * round; the other n − 1 are the challengers. There are ⌈log₂ n⌉ rounds, and each costs about two
 * trials of the whole budget.
 *
 * @param candidates n, at least 2
 */
record Halving(int candidates) {

  int rounds() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(candidates - 1);
  }

  /** How many challengers take part in round {@code round}, from 0. */
  int challengers(int round) {
    int left = candidates - 1;
    for (int r = 0; r < round; r++) {
      left = (left + 1) / 2;
    }
    return left;
  }

  /** The share of the whole budget that a trial of round {@code round} has. */
  double share(int round) {
    return Math.scalb(1.0, round - (rounds() - 1));
  }

  /** How many trials there are in all, the default's included. */
  int trials() {
    int sum = 1;
    for (int round = 0; round < rounds(); round++) {
      sum += challengers(round);
    }
    return sum;
  }
}
