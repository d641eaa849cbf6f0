package org.lictor.agent;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lictor.model.Locality;
import org.lictor.model.ServiceAddress;
import org.lictor.model.Weights;

/**
 * A service as somebody wants it, from a file or a request. Empty means "not said"; a null becomes
 * that, for a record kept by an older version lacks what is newer.
 *
 * @param id empty for the name
 * @param weights {@link Weights#DEFAULT} when not said
 * @param token kept for the registry's sake; never logged
 * @param checks the service's own; those that say nothing at all are left out by whoever read them,
 *     as Consul does for a single one
 */
public record ServiceProposal(
    String id,
    String name,
    String kind,
    List<String> tags,
    String address,
    Map<String, ServiceAddress> taggedAddresses,
    Map<String, String> meta,
    int port,
    String socketPath,
    Weights weights,
    boolean enableTagOverride,
    boolean connectNative,
    @Nullable Locality locality,
    String token,
    List<CheckProposal> checks) {
  public ServiceProposal {
    id = id == null ? "" : id;
    name = name == null ? "" : name;
    kind = kind == null ? "" : kind;
    tags = tags == null ? List.of() : List.copyOf(tags);
    address = address == null ? "" : address;
    taggedAddresses =
        taggedAddresses == null
            ? Map.of()
            : Collections.unmodifiableMap(new TreeMap<>(taggedAddresses));
    meta = meta == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(meta));
    socketPath = socketPath == null ? "" : socketPath;
    weights = weights == null ? Weights.DEFAULT : weights;
    token = token == null ? "" : token;
    checks = checks == null ? List.of() : List.copyOf(checks);
  }

  /** A service of which no more is known than its name and port. */
  public static ServiceProposal of(String name, int port, CheckProposal... checks) {
    return new ServiceProposal(
        "",
        name,
        "",
        List.of(),
        "",
        Map.of(),
        Map.of(),
        port,
        "",
        Weights.DEFAULT,
        false,
        false,
        null,
        "",
        List.of(checks));
  }

  /** What is kept and compared: the service alone; its checks and token are kept apart. */
  ServiceProposal alone() {
    return new ServiceProposal(
        id,
        name,
        kind,
        tags,
        address,
        taggedAddresses,
        meta,
        port,
        socketPath,
        weights,
        enableTagOverride,
        connectNative,
        locality,
        "",
        List.of());
  }

  @Override
  public String toString() {
    return "ServiceProposal[" + id + ", " + name + "]";
  }
}
