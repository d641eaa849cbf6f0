package org.lictor.query;

import java.util.ArrayList;
import java.util.List;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;

/**
 * The instances of one service with their health, in their order, and how far each is from a node:
 * for who picks some of them first and draws lots among those that are equally far. Its index is
 * the service's; nobody is woken because a node has moved.
 *
 * @param near a node's name
 */
public record NearInstances(String service, String near)
    implements Query<List<NearInstances.Measured>> {
  /**
   * An instance.
   *
   * @param seconds the estimated round-trip time from the node; infinite when it is not known
   */
  public record Measured(ServiceInstance instance, double seconds) {}

  @Override
  public List<Topic> topics() {
    return List.of(Topic.service(service), Topic.COORDINATES);
  }

  @Override
  public Indexed<List<Measured>> ask(StateImage image) {
    Indexed<List<ServiceInstance>> all = HealthQuery.Instances.of(service).ask(image);
    Proximity proximity = Proximity.to(near, image);
    List<Measured> measured = new ArrayList<>(all.value().size());
    for (ServiceInstance instance : all.value()) {
      double seconds =
          proximity.known() ? proximity.seconds(instance.node().name()) : Double.POSITIVE_INFINITY;
      measured.add(new Measured(instance, seconds));
    }
    return new Indexed<>(all.index(), measured);
  }
}
