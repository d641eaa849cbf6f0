package org.lictor.state;

import org.jspecify.annotations.Nullable;

/**
 * What the image knows of states that were put in place of the registry's by command. Immutable.
 *
 * @param shift how far the registry's indexes are ahead of the log's: a state that is taken in may
 *     have higher ones, and the registry's go on from there
 * @param floor the index at which the last state was taken in: whoever waits on an older one is
 *     answered with this, however old the entries are; 0 when none ever was
 * @param last names the last restore that was committed, so that a repeat is known; empty at first
 * @param staged what has been brought of the next state; null while there is none
 */
public record Restoration(long shift, long floor, String last, @Nullable Staged staged) {
  public static final Restoration NONE = new Restoration(0, 0, "", null);

  /**
   * A state of which not all has come yet.
   *
   * @param id names the restore that brings it
   * @param parts how many of its parts have come
   * @param bytes how many bytes of records they had
   * @param touchedMillis when the last of them was decided on
   * @param complete whether its end has come
   * @param image what they hold
   */
  public record Staged(
      String id, int parts, long bytes, long touchedMillis, boolean complete, StateImage image) {}

  Restoration with(@Nullable Staged changed) {
    return new Restoration(shift, floor, last, changed);
  }
}
