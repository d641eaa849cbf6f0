package org.lictor.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lictor.model.KvEntry;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;

/** Questions about keys (Consul HTTP API, "KV Store"). */
public sealed interface KvQuery<R> extends Query<R> {
  /** One key. */
  record Get(String key) implements KvQuery<Optional<KvEntry>> {
    @Override
    public List<Topic> topics() {
      return List.of(Topic.key(key));
    }

    @Override
    public Indexed<Optional<KvEntry>> ask(StateImage image) {
      return new Indexed<>(image.kv().indexOf(key), Optional.ofNullable(image.kv().get(key)));
    }
  }

  /** All keys that begin with {@code prefix}, in byte order. */
  record Under(String prefix) implements KvQuery<List<KvEntry>> {
    @Override
    public List<Topic> topics() {
      return List.of(Topic.keyPrefix(prefix));
    }

    @Override
    public Indexed<List<KvEntry>> ask(StateImage image) {
      List<KvEntry> found = new ArrayList<>();
      for (KvEntry entry : image.kv().entries().tailMap(prefix).values()) {
        if (!entry.key().startsWith(prefix)) {
          break;
        }
        found.add(entry);
      }
      return new Indexed<>(image.kv().indexUnder(prefix), found);
    }
  }

  /**
   * The names of all keys that begin with {@code prefix}, in byte order; each cut after the first
   * {@code separator} that follows the prefix, and then named once. An empty separator cuts
   * nothing.
   */
  record Keys(String prefix, String separator) implements KvQuery<List<String>> {
    @Override
    public List<Topic> topics() {
      return List.of(Topic.keyPrefix(prefix));
    }

    @Override
    public Indexed<List<String>> ask(StateImage image) {
      List<String> found = new ArrayList<>();
      String last = null;
      for (String key : image.kv().entries().tailMap(prefix).keySet()) {
        if (!key.startsWith(prefix)) {
          break;
        }
        String name = cut(key);
        if (!name.equals(last)) {
          found.add(name);
          last = name;
        }
      }
      return new Indexed<>(image.kv().indexUnder(prefix), found);
    }

    private String cut(String key) {
      int at = separator.isEmpty() ? -1 : key.indexOf(separator, prefix.length());
      return at < 0 ? key : key.substring(0, at + separator.length());
    }
  }
}
