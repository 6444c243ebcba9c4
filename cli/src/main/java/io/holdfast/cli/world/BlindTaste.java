package io.holdfast.cli.world;

import io.holdfast.cli.world.Chance.Purpose;

/** A taste that no model can learn: each item fits each person by chance. */
final class BlindTaste implements Taste {
  private final Chance chance;

  BlindTaste(long seed) {
    this.chance = new Chance(seed);
  }

  @Override
  public double fit(Person person, String itemId) {
    return chance.uniform(Purpose.BLIND_TASTE, person.index(), itemId.hashCode());
  }
}
