package org.lictor.query;

import java.util.ArrayList;
import java.util.List;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;

/**
 * What another query finds, the nearest to a node first. Its index is the other's: that a node has
 * moved is seen by whoever asks, but nobody is woken for it.
 *
 * @param of finds nodes, instances or checks
 * @param near a node's name; where nothing is known of it the order is the other's
 */
public record NearQuery<T>(Query<List<T>> of, String near) implements Query<List<T>> {
  @Override
  public List<Topic> topics() {
    List<Topic> topics = new ArrayList<>(of.topics());
    topics.add(Topic.COORDINATES);
    return topics;
  }

  @Override
  public Indexed<List<T>> ask(StateImage image) {
    Indexed<List<T>> found = of.ask(image);
    return new Indexed<>(
        found.index(), Proximity.to(near, image).sorted(found.value(), Proximity::nodeOf));
  }
}
