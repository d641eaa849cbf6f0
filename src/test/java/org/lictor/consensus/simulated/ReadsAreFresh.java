package org.lictor.consensus.simulated;

/**
 * A confirmed index covers all that was acknowledged before it was asked for, and is one that an
 * image gets to without further writes.
 */
final class ReadsAreFresh extends Invariant {
  private final Ledger ledger;

  ReadsAreFresh(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  void confirmed(long knownIndex, long index, long shown) {
    require(index >= knownIndex, "a read at %d is called consistent after %d", index, knownIndex);
    require(shown >= index, "a read finds an image at %d where %d is vouched for", shown, index);
    require(
        index > ledger.lastIndex() || ledger.at(index) != null,
        "a read waits for index %d, which no command has",
        index);
  }
}
