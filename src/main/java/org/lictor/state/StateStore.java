package org.lictor.state;

import java.util.List;
import org.lictor.command.DecidedCommand;
import org.lictor.command.Outcome;

/**
 * Holds the current image. One thread applies and replaces; any thread reads and watches, without a
 * lock. A reader that wants to hear of changes takes its watches first and the image second.
 */
public final class StateStore {
  private final Watches watches = new Watches();
  private volatile StateImage image = StateImage.EMPTY;

  /** The registry as it is now. */
  public StateImage image() {
    return image;
  }

  /** Watches on {@code topics}; take them before {@link #image()}. */
  public WatchSet watch(List<Topic> topics) {
    return WatchSet.on(watches, topics);
  }

  /**
   * Applies the command at {@code index}, publishes the next image and fires what it touched. A
   * refused command changes nothing but the image's index. The image's index may be higher: that of
   * a state that was put in place of this one.
   *
   * @throws IllegalArgumentException when {@code index} is not above the image's
   */
  public Outcome apply(long index, DecidedCommand decided) {
    StateImage before = image;
    if (index <= before.index()) {
      throw new IllegalArgumentException("index " + index + " is not above " + before.index());
    }
    CommandApplier applier = new CommandApplier(before, index, decided.decidedAt());
    try {
      Outcome outcome = decided.command().handledBy(applier);
      if (applier.replaced()) {
        replace(applier.after());
      } else {
        image = applier.after();
        watches.fire(applier.touched().topics());
      }
      return outcome;
    } catch (RefusedException refused) {
      image = before.at(index);
      return new Outcome.Refused(refused.reason());
    }
  }

  /**
   * Puts another state in place of this one, as when a snapshot is restored, and fires every watch.
   */
  public void replace(StateImage other) {
    image = other.restored(image.restores() + 1);
    watches.fireAll();
  }
}
