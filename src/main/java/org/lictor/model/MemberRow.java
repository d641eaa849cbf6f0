package org.lictor.model;

/**
 * What the registry remembers of a member.
 *
 * @param incarnation of the process that this is said of; empty when somebody else said for it that
 *     it left, so that it is said of none that comes back
 * @param sinceMillis when its status became what it is, or this incarnation came; since 1970
 */
public record MemberRow(Member member, String incarnation, long sinceMillis) {
  /** Whether this is said of a process of that incarnation. */
  public boolean of(String other) {
    return incarnation.equals(other);
  }
}
