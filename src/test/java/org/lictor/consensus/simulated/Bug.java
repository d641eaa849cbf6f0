package org.lictor.consensus.simulated;

/** Mistakes that a simulated server can be told to make, to show that the invariants can fail. */
enum Bug {
  NONE,
  /** Votes again in a term after a restart: two may lead it. */
  FORGETS_ITS_VOTE,
  /** Says that it has what a power cut may still take. */
  ACKNOWLEDGES_BEFORE_FSYNC,
  /** Applies what the leader has told it before a majority has it. */
  APPLIES_WHAT_IS_NOT_COMMITTED,
  /** Takes a proposal that the network delivers twice for two. */
  TAKES_DUPLICATES,
  /** Says that nothing was taken when it has only lost the lead. */
  CALLS_THE_UNKNOWN_REFUSED,
  /** Vouches for reads without asking whether it still leads. */
  VOUCHES_WITHOUT_ASKING,
  /** Puts a late, older snapshot in place of a newer state. */
  INSTALLS_OLD_SNAPSHOTS,
  /** Builds the registry anew for a snapshot and leaves the watchers with the old one. */
  LEAVES_WATCHERS_BEHIND
}
