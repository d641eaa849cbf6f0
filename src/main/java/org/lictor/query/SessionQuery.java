package org.lictor.query;

import java.util.List;
import java.util.Optional;
import org.lictor.model.NodeName;
import org.lictor.model.Session;
import org.lictor.model.SessionId;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;

/** Questions about sessions (Consul HTTP API, "Sessions"). */
public sealed interface SessionQuery<R> extends Query<R> {
  /** One session. */
  record Get(SessionId id) implements SessionQuery<Optional<Session>> {
    @Override
    public List<Topic> topics() {
      return List.of(Topic.session(id));
    }

    @Override
    public Indexed<Optional<Session>> ask(StateImage image) {
      return new Indexed<>(image.sessions().index(), Optional.ofNullable(image.sessions().get(id)));
    }
  }

  /** All sessions, by id. */
  record All() implements SessionQuery<List<Session>> {
    @Override
    public List<Topic> topics() {
      return List.of(Topic.SESSIONS);
    }

    @Override
    public Indexed<List<Session>> ask(StateImage image) {
      return new Indexed<>(image.sessions().index(), List.copyOf(image.sessions().byId().values()));
    }
  }

  /** Those of one node, by id. */
  record OfNode(NodeName node) implements SessionQuery<List<Session>> {
    @Override
    public List<Topic> topics() {
      return List.of(Topic.SESSIONS);
    }

    @Override
    public Indexed<List<Session>> ask(StateImage image) {
      return new Indexed<>(image.sessions().index(), List.copyOf(image.sessions().of(node)));
    }
  }
}
