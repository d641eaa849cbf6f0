package org.lictor.query;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lictor.model.PreparedQuery;
import org.lictor.state.QueryTable;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;

/** Questions about prepared queries as they are kept (Consul HTTP API, "Prepared Queries"). */
public sealed interface PreparedQueryQuery<R> extends Query<R> {
  @Override
  default List<Topic> topics() {
    return List.of(Topic.QUERIES);
  }

  /** All of them, by id. */
  record All() implements PreparedQueryQuery<List<PreparedQuery>> {
    @Override
    public Indexed<List<PreparedQuery>> ask(StateImage image) {
      QueryTable queries = image.queries();
      return new Indexed<>(queries.index(), List.copyOf(queries.byId().values()));
    }
  }

  /**
   * The one with an id, in any letter case. Nobody waits for one that is not there: its index is
   * above all.
   */
  record OfId(String id) implements PreparedQueryQuery<Optional<PreparedQuery>> {
    @Override
    public Indexed<Optional<PreparedQuery>> ask(StateImage image) {
      PreparedQuery found = image.queries().get(id.toLowerCase(Locale.ROOT));
      return new Indexed<>(
          found == null ? Long.MAX_VALUE : image.queries().index(), Optional.ofNullable(found));
    }
  }

  /**
   * The one with that id, else that name, else the template for it, as it is kept: {@link
   * org.lictor.model.QueryRendering} makes of it what is asked for.
   */
  record For(String idOrName) implements PreparedQueryQuery<Optional<PreparedQuery>> {
    @Override
    public Indexed<Optional<PreparedQuery>> ask(StateImage image) {
      return new Indexed<>(image.queries().index(), Optional.ofNullable(found(image.queries())));
    }

    private @Nullable PreparedQuery found(QueryTable queries) {
      PreparedQuery byId = queries.get(idOrName.toLowerCase(Locale.ROOT));
      return byId != null ? byId : queries.named(idOrName);
    }
  }
}
