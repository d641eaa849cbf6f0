package org.lictor.query;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.lictor.filter.Selectors;
import org.lictor.model.ConfigEntry;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;

/** Questions about the central configuration (Consul HTTP API, "Config"). */
public sealed interface ConfigQuery<R> extends Query<R> {
  /** One entry. */
  record Get(String kind, String name) implements ConfigQuery<Optional<ConfigEntry>> {
    @Override
    public List<Topic> topics() {
      return List.of(Topic.configEntry(kind, name));
    }

    @Override
    public Indexed<Optional<ConfigEntry>> ask(StateImage image) {
      ConfigEntry found = image.configEntries().get(kind, name);
      return new Indexed<>(
          found == null ? image.configEntries().index() : found.indexes().modify(),
          Optional.ofNullable(found));
    }
  }

  /** All entries of one kind, or of any when {@code kind} is empty, by kind and name. */
  record All(String kind)
      implements ConfigQuery<List<ConfigEntry>>, Filterable<List<ConfigEntry>, ConfigEntry> {
    private static final Selectors<ConfigEntry> SELECTORS =
        new Selectors<ConfigEntry>()
            .text("Kind", ConfigEntry::kind)
            .text("Name", ConfigEntry::name);

    @Override
    public List<Topic> topics() {
      return List.of(Topic.CONFIG_ENTRIES);
    }

    @Override
    public Selectors<ConfigEntry> selectors(String datacenter) {
      return SELECTORS;
    }

    @Override
    public Indexed<List<ConfigEntry>> ask(StateImage image) {
      return ask(image, entry -> true);
    }

    @Override
    public Indexed<List<ConfigEntry>> ask(StateImage image, Predicate<ConfigEntry> wanted) {
      return new Indexed<>(
          image.configEntries().index(),
          image.configEntries().of(kind).stream().filter(wanted).toList());
    }
  }
}
