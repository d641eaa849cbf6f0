package org.lictor.boot;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lictor.agent.CheckProposal;
import org.lictor.agent.CheckRecipe;
import org.lictor.agent.ServiceProposal;
import org.lictor.config.CheckDefinition;
import org.lictor.config.ServiceDefinition;
import org.lictor.config.Settings;
import org.lictor.model.GoDuration;
import org.lictor.model.Locality;
import org.lictor.model.ServiceAddress;
import org.lictor.model.Weights;

/** What files define, in the words of the agent. */
record FileDefinitions(List<ServiceProposal> services, List<CheckProposal> checks) {
  static FileDefinitions of(Settings settings) {
    return new FileDefinitions(
        settings.services().stream().map(FileDefinitions::service).toList(),
        settings.checkDefinitions().stream().map(FileDefinitions::check).toList());
  }

  private static ServiceProposal service(ServiceDefinition file) {
    Map<String, ServiceAddress> tagged = new TreeMap<>();
    file.taggedAddresses()
        .forEach((name, at) -> tagged.put(name, new ServiceAddress(at.address(), at.port())));
    return new ServiceProposal(
        file.id(),
        file.name(),
        file.kind(),
        file.tags(),
        file.address(),
        tagged,
        file.meta(),
        file.port(),
        file.socketPath(),
        new Weights(file.weights().passing(), file.weights().warning()),
        file.enableTagOverride(),
        file.connectNative(),
        locality(file),
        file.token(),
        file.checks().stream().map(FileDefinitions::check).toList());
  }

  private static @Nullable Locality locality(ServiceDefinition file) {
    ServiceDefinition.Locality said = file.locality();
    return said.region().isEmpty() && said.zone().isEmpty()
        ? null
        : new Locality(said.region(), said.zone());
  }

  private static CheckProposal check(CheckDefinition file) {
    return new CheckProposal(
        file.id(),
        file.name(),
        file.notes(),
        file.serviceId(),
        file.status(),
        file.token(),
        recipe(file),
        GoDuration.of(file.deregisterAfter()));
  }

  private static CheckRecipe recipe(CheckDefinition file) {
    return new CheckRecipe.Builder()
        .args(file.args())
        .script(file.script())
        .http(file.http())
        .method(file.method())
        .header(file.header())
        .body(file.body())
        .disableRedirects(file.disableRedirects())
        .tcp(file.tcp())
        .tcpUseTls(file.tcpTls())
        .udp(file.udp())
        .grpc(file.grpc())
        .grpcUseTls(file.grpcTls())
        .h2ping(file.h2ping())
        .h2pingUseTls(file.h2pingTls())
        .osService(file.osService())
        .dockerContainerId(file.dockerContainerId())
        .shell(file.shell())
        .aliasNode(file.aliasNode())
        .aliasService(file.aliasService())
        .tlsServerName(file.tlsServerName())
        .tlsSkipVerify(file.tlsSkipVerify())
        .ttl(GoDuration.of(file.ttl()))
        .interval(GoDuration.of(file.interval()))
        .timeout(GoDuration.of(file.timeout()))
        .outputMaxSize(file.outputMaxSize())
        .successBeforePassing(file.successBeforePassing())
        .failuresBeforeWarning(file.failuresBeforeWarning())
        .failuresBeforeCritical(file.failuresBeforeCritical())
        .build();
  }
}
