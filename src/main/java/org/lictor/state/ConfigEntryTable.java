package org.lictor.state;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.model.ConfigEntry;
import org.lictor.model.LogIndexes;
import org.pcollections.TreePMap;

/**
 * The central configuration's entries by kind and name. Immutable; any thread may read.
 *
 * @param index of the last command that changed an entry; 0 when none ever did
 */
public record ConfigEntryTable(TreePMap<String, ConfigEntry> entries, long index) {
  public static final ConfigEntryTable EMPTY = new ConfigEntryTable(TreePMap.empty(), 0);

  /** The entry of that kind and name, in any letter case. */
  public @Nullable ConfigEntry get(String kind, String name) {
    return entries.get(ConfigEntry.key(kind, name));
  }

  /** The entries of one kind, or of all when {@code kind} is empty, by kind and name. */
  public List<ConfigEntry> of(String kind) {
    return entries.values().stream()
        .filter(entry -> kind.isEmpty() || entry.kind().equals(kind))
        .toList();
  }

  /** With one more entry or another content for one. The same content again changes nothing. */
  ConfigEntryTable with(ConfigEntry wanted, long at, Touched touched) {
    ConfigEntry known = entries.get(wanted.key());
    if (known != null && known.at(LogIndexes.NONE).equals(wanted.at(LogIndexes.NONE))) {
      return this;
    }
    touch(wanted.kind(), wanted.name(), touched);
    LogIndexes indexes = known == null ? LogIndexes.createdAt(at) : known.indexes().modifiedAt(at);
    return new ConfigEntryTable(entries.plus(wanted.key(), wanted.at(indexes)), at);
  }

  /** Without one. */
  ConfigEntryTable without(String kind, String name, long at, Touched touched) {
    if (get(kind, name) == null) {
      return this;
    }
    touch(kind, name, touched);
    return new ConfigEntryTable(entries.minus(ConfigEntry.key(kind, name)), at);
  }

  private static void touch(String kind, String name, Touched touched) {
    touched.add(Topic.CONFIG_ENTRIES);
    touched.add(Topic.configEntry(kind, name));
  }

  /** With an entry as a snapshot has it. */
  ConfigEntryTable restored(ConfigEntry entry) {
    return new ConfigEntryTable(entries.plus(entry.key(), entry), index);
  }
}
