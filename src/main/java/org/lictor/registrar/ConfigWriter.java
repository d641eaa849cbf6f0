package org.lictor.registrar;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.model.ConfigEntry;

/**
 * Writes the central configuration. Any thread; futures complete with the yes or no of the wire
 * when the change is durable and can be read here.
 */
public final class ConfigWriter {
  private final CommandSubmitter submitter;

  public ConfigWriter(CommandSubmitter submitter) {
    this.submitter = submitter;
  }

  /**
   * Puts {@code wanted} there.
   *
   * @param onlyAtIndex the modify index that the present entry must have, 0 when there must be
   *     none; null for in any case
   */
  public CompletableFuture<Boolean> set(ConfigEntry wanted, @Nullable Long onlyAtIndex) {
    return submitter.submit(new Command.ConfigEntrySet(wanted, onlyAtIndex));
  }

  /**
   * Removes an entry.
   *
   * @param onlyAtIndex the modify index that it must have; null for in any case
   */
  public CompletableFuture<Boolean> delete(String kind, String name, @Nullable Long onlyAtIndex) {
    return submitter.submit(new Command.ConfigEntryDelete(kind, name, onlyAtIndex));
  }
}
