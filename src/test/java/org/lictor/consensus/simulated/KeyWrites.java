package org.lictor.consensus.simulated;

import java.util.List;
import java.util.random.RandomGenerator;
import org.lictor.command.Command;
import org.lictor.model.KvEntry;
import org.lictor.model.Octets;
import org.lictor.state.StateImage;

/** Sets and deletes a few keys. */
final class KeyWrites implements CommandSource {
  static final List<String> KEYS = List.of("kept/a", "kept/b", "kept/c", "gone/a", "gone/b");

  private final RandomGenerator random;
  private long values;

  KeyWrites(RandomGenerator random) {
    this.random = random;
  }

  static boolean isNeverDeleted(String key) {
    return key.startsWith("kept/");
  }

  @Override
  public Command next(StateImage shown) {
    return switch (random.nextInt(6)) {
      case 0 -> new Command.KvDelete(random.nextBoolean() ? "gone/" : "gone/a", true, null);
      case 1 -> new Command.TombstoneReap(shown.index() / 2);
      default -> set(shown);
    };
  }

  /** Unconditional, or on the condition of what is shown. */
  private Command set(StateImage shown) {
    String key = KEYS.get(random.nextInt(KEYS.size()));
    KvEntry entry = shown.kv().get(key);
    Long condition = null;
    if (random.nextInt(3) == 0) condition = entry == null ? 0 : entry.indexes().modify();
    return new Command.KvSet(key, Octets.of("v" + values++), 0, condition);
  }
}
