package org.lictor.query;

import java.util.List;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;

/**
 * A question about the registry: a small value that can be asked of any image on any server. Two
 * equal queries have equal answers on the same image, so answers may be kept by query.
 *
 * @param <R> an immutable answer
 */
public sealed interface Query<R>
    permits CatalogQuery,
        ConfigQuery,
        CoordinateQuery,
        Filtered,
        HealthQuery,
        KvQuery,
        MemberQuery,
        NearInstances,
        NearQuery,
        OperatorQuery,
        SessionQuery,
        PreparedQueryQuery,
        TxnQuery,
        UiQuery {
  /** What a change must touch to change the answer. At most a few. */
  List<Topic> topics();

  /** The answer in {@code image}. While the index stays, so does the value. */
  Indexed<R> ask(StateImage image);
}
