package org.lictor.query;

/** How fresh an answer must be (Consul HTTP API, "Consistency Modes"). */
public enum Consistency {
  /** The leader's word. */
  DEFAULT,
  /** This server's image, whatever its age. */
  STALE,
  /** The leader's word after it has made sure that it still leads. */
  CONSISTENT;

  /** The word that tells it on the wire. */
  public String word() {
    return switch (this) {
      case DEFAULT -> "leader";
      case STALE -> "stale";
      case CONSISTENT -> "consistent";
    };
  }
}
