package org.lictor.query;

import java.util.ArrayList;
import java.util.List;
import org.lictor.model.Coordinate;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceEntry;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;

/** Questions about where nodes stand (Consul HTTP API, "Coordinate"). */
public sealed interface CoordinateQuery extends Query<List<NodeCoordinate>> {
  @Override
  default List<Topic> topics() {
    return List.of(Topic.COORDINATES);
  }

  /** All of them, by node and segment. */
  record All() implements CoordinateQuery {
    @Override
    public Indexed<List<NodeCoordinate>> ask(StateImage image) {
      return new Indexed<>(
          image.coordinates().index(), List.copyOf(image.coordinates().rows().values()));
    }
  }

  /** Those of one node, one a segment; none when it has told none. */
  record OfNode(NodeName node) implements CoordinateQuery {
    @Override
    public Indexed<List<NodeCoordinate>> ask(StateImage image) {
      return new Indexed<>(image.coordinates().index(), image.coordinates().of(node));
    }
  }

  /** Those of the servers, by name; where one has none yet, that with which each begins. */
  record OfServers() implements CoordinateQuery {
    /** The service that all servers are instances of. */
    private static final String SERVERS = "consul";

    @Override
    public List<Topic> topics() {
      return List.of(Topic.COORDINATES, Topic.service(SERVERS));
    }

    @Override
    public Indexed<List<NodeCoordinate>> ask(StateImage image) {
      List<NodeCoordinate> found = new ArrayList<>();
      for (ServiceEntry server : image.catalog().instancesOf(SERVERS)) {
        List<NodeCoordinate> measured = image.coordinates().of(server.node());
        found.addAll(
            measured.isEmpty()
                ? List.of(new NodeCoordinate(server.node(), "", Coordinate.START))
                : measured);
      }
      return new Indexed<>(image.coordinates().index(), found);
    }
  }
}
