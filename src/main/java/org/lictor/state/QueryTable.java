package org.lictor.state;

import org.jspecify.annotations.Nullable;
import org.lictor.model.LogIndexes;
import org.lictor.model.PreparedQuery;
import org.pcollections.TreePMap;

/**
 * The prepared queries. Immutable; any thread may read.
 *
 * @param byId by id
 * @param idsByName ids by {@link PreparedQuery#nameKey} of those that have a name or are templates
 * @param index of the last command that changed one; 0 when none ever did
 */
public record QueryTable(
    TreePMap<String, PreparedQuery> byId, TreePMap<String, String> idsByName, long index) {
  public static final QueryTable EMPTY = new QueryTable(TreePMap.empty(), TreePMap.empty(), 0);

  /** The query with that id, which is in lower case. */
  public @Nullable PreparedQuery get(String id) {
    return byId.get(id);
  }

  /**
   * The query of that name in any letter case, else the template with the longest beginning of it.
   */
  public @Nullable PreparedQuery named(String name) {
    String key = PreparedQuery.nameKey(name);
    for (int length = key.length(); length >= 0; length--) {
      PreparedQuery found = ofKey(key.substring(0, length));
      if (found != null && (found.template().present() || length == key.length())) {
        return found;
      }
    }
    return null;
  }

  private @Nullable PreparedQuery ofKey(String key) {
    String id = idsByName.get(key);
    return id == null ? null : byId.get(id);
  }

  /**
   * The same queries and one more, or this one in place of the one with its id. Its index rises
   * even if all is the same.
   *
   * @throws RefusedException when its name is taken
   */
  QueryTable set(PreparedQuery query, long at, Touched touched) {
    PreparedQuery before = byId.get(query.id());
    refuseTakenName(query);
    QueryTable left = before == null ? this : forget(before);
    touched.add(Topic.QUERIES);
    LogIndexes indexes =
        before == null ? LogIndexes.createdAt(at) : before.indexes().modifiedAt(at);
    return left.put(query.at(indexes), at);
  }

  private void refuseTakenName(PreparedQuery query) {
    if (!query.named()) {
      return;
    }
    String taker = idsByName.get(PreparedQuery.nameKey(query.name()));
    if (taker != null && !taker.equals(query.id())) {
      throw new RefusedException("name '" + query.name() + "' aliases an existing query name");
    }
    // Whoever asks for an id would get another's query.
    if (byId.containsKey(PreparedQuery.nameKey(query.name()))) {
      throw new RefusedException("name '" + query.name() + "' aliases an existing query ID");
    }
  }

  /** The same queries without one. */
  QueryTable delete(String id, long at, Touched touched) {
    PreparedQuery known = byId.get(id);
    if (known == null) {
      return this;
    }
    touched.add(Topic.QUERIES);
    QueryTable left = forget(known);
    return new QueryTable(left.byId, left.idsByName, at);
  }

  /** The same queries without those that go with a session. */
  QueryTable deleteOf(String session, long at, Touched touched) {
    QueryTable left = this;
    for (PreparedQuery query : byId.values()) {
      if (query.session().equalsIgnoreCase(session)) {
        left = left.delete(query.id(), at, touched);
      }
    }
    return left;
  }

  /** The same queries and one as it was in a snapshot. */
  QueryTable restored(PreparedQuery query) {
    return put(query, index);
  }

  private QueryTable put(PreparedQuery query, long at) {
    return new QueryTable(
        byId.plus(query.id(), query),
        query.named() ? idsByName.plus(PreparedQuery.nameKey(query.name()), query.id()) : idsByName,
        at);
  }

  private QueryTable forget(PreparedQuery query) {
    return new QueryTable(
        byId.minus(query.id()),
        query.named() ? idsByName.minus(PreparedQuery.nameKey(query.name())) : idsByName,
        index);
  }
}
