package org.lictor.consensus.simulated;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.lictor.command.Command;
import org.lictor.model.CheckId;
import org.lictor.model.HealthCheck;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceId;
import org.lictor.state.StateImage;
import org.lictor.state.TestStore;

/** Registers and deregisters nodes, services and checks, over few names, so that they meet. */
final class CatalogWrites implements CommandSource {
  static final List<String> SERVICES = List.of("web", "db");
  static final List<String> NODES = List.of("n1", "n2", "n3");

  /** A node that stays, so that some sessions get old. */
  static final String STEADY = "steady";

  static final List<String> CHECKS = List.of("c0", "c1");

  private final RandomGenerator random;

  CatalogWrites(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Command next(StateImage shown) {
    return switch (random.nextInt(6)) {
      case 0 -> new Command.Deregister(name(), new ServiceId(pick(SERVICES)), null);
      case 1 -> new Command.Deregister(name(), null, new CheckId(pick(CHECKS)));
      case 2 -> random.nextInt(3) > 0 ? register() : new Command.Deregister(name(), null, null);
      default -> register();
    };
  }

  private Command register() {
    boolean steady = random.nextInt(4) == 0;
    NodeName node = steady ? new NodeName(STEADY) : name();
    boolean named = !steady && random.nextInt(3) == 0;
    String service = random.nextInt(4) == 0 ? "" : pick(SERVICES);
    HealthCheck check =
        TestStore.aCheck(
            node.value(),
            pick(CHECKS),
            random.nextBoolean() ? HealthCheck.PASSING : HealthCheck.CRITICAL,
            random.nextBoolean() ? service : "");
    return new Command.Register(
        new Node(
            node,
            // An id that moves between names: now and then one is renamed or refused.
            named ? "aaaaaaaa-0000-0000-0000-00000000000" + random.nextInt(3) : "",
            "10.0.0." + random.nextInt(3),
            null,
            random.nextBoolean() ? null : Map.of("k", "v"),
            LogIndexes.NONE),
        random.nextBoolean(),
        service.isEmpty()
            ? null
            : TestStore.aService(
                node.value(), pick(SERVICES), service, random.nextInt(3), "t" + random.nextInt(2)),
        random.nextInt(3) == 0 ? List.of() : List.of(check));
  }

  private NodeName name() {
    return new NodeName(pick(NODES));
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
