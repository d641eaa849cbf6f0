package org.lictor.registrar;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.model.CheckId;
import org.lictor.model.HealthCheck;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceId;

/**
 * Writes the catalog: nodes, services and checks. Any thread; futures complete when the change is
 * durable and can be read here.
 */
public final class Registrar {
  private final CommandSubmitter submitter;

  public Registrar(CommandSubmitter submitter) {
    this.submitter = submitter;
  }

  /**
   * Puts a node, its service and its checks there as one change.
   *
   * @throws InvalidRequestException when a check belongs to another node, or an address is missing
   */
  public CompletableFuture<Boolean> register(Registration wanted) {
    if (wanted.node().address().isEmpty() && !wanted.skipNodeUpdate()) {
      throw new InvalidRequestException("Must provide address if SkipNodeUpdate is not set");
    }
    for (HealthCheck check : wanted.checks()) {
      if (!check.node().key().equals(wanted.node().name().key())) {
        throw new InvalidRequestException(
            "check node \""
                + check.node()
                + "\" does not match node \""
                + wanted.node().name()
                + "\"");
      }
    }
    return submitter.submit(
        new Command.Register(
            wanted.node(), wanted.skipNodeUpdate(), wanted.service(), wanted.checks()));
  }

  /**
   * Removes a service with its checks, or a check, or, when neither is named, the node with all it
   * has.
   */
  public CompletableFuture<Boolean> deregister(
      NodeName node, @Nullable ServiceId service, @Nullable CheckId check) {
    return submitter.submit(new Command.Deregister(node, service, check));
  }
}
