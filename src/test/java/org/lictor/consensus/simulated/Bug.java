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
  LEAVES_WATCHERS_BEHIND,
  /** Gives a lock to whoever asks for it. */
  LOCKS_WHAT_IS_HELD,
  /** Begins to count the locks of a key again when it is unlocked. */
  COUNTS_LOCKS_ANEW,
  /** Ends a session and lets it hold what it held. */
  LEAVES_LOCKS_BEHIND,
  /** Releases the keys of sessions that asked for something else. */
  RELEASES_WHAT_IS_TO_BE_DELETED,
  /** Lets sessions live on whose check is critical. */
  KEEPS_SESSIONS_OF_FAILED_CHECKS,
  /** Gives a lock before its former holder can have noticed. */
  FORGETS_LOCK_DELAYS,
  /** Lets stand what a transaction had done when it failed. */
  KEEPS_HALF_A_TRANSACTION,
  /** Ends sessions for a leader who does not know that others have heard of them since. */
  LETS_OLD_LEADERS_END_SESSIONS
}
