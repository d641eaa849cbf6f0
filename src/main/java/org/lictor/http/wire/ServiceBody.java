package org.lictor.http.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lictor.agent.CheckProposal;
import org.lictor.agent.ServiceProposal;
import org.lictor.model.Locality;
import org.lictor.model.ServiceAddress;
import org.lictor.model.Weights;

/** The body of {@code PUT /v1/agent/service/register}. */
public final class ServiceBody {
  private ServiceBody() {}

  /**
   * Reads it.
   *
   * @param token of the request, which counts whatever the body says
   * @throws BadBodyException when it is not JSON of the right shape
   */
  public static ServiceProposal of(byte[] body, String token) {
    Fields fields =
        Fields.of(body)
            .alias("tagged_addresses", "TaggedAddresses")
            .alias("enable_tag_override", "EnableTagOverride")
            .alias("socket_path", "SocketPath");
    List<CheckProposal> checks = new ArrayList<>();
    List<CheckProposal> several = fields.objects("Checks", CheckBody::read);
    CheckProposal single = fields.object("Check", CheckBody::read);
    // The single check comes first in the numbering; one that says nothing is as good as none.
    if (single != null && !single.equals(CheckProposal.NONE)) {
      checks.add(single);
    }
    if (several != null) {
      checks.addAll(several);
    }
    String given = fields.text("Token");
    ServiceProposal proposal =
        new ServiceProposal(
            fields.text("ID"),
            fields.text("Name"),
            fields.text("Kind"),
            orEmpty(fields.texts("Tags")),
            fields.text("Address"),
            orEmpty(fields.objectMap("TaggedAddresses", ServiceBody::address)),
            orEmpty(fields.textMap("Meta")),
            fields.number("Port"),
            fields.text("SocketPath"),
            weights(fields),
            fields.flag("EnableTagOverride"),
            Boolean.TRUE.equals(fields.object("Connect", ServiceBody::connect)),
            fields.object("Locality", ServiceBody::locality),
            token.isEmpty() ? given : token,
            checks);
    fields.skip("Proxy", "Namespace", "Partition", "EnterpriseMeta");
    fields.end();
    return proposal;
  }

  private static ServiceAddress address(Fields fields) {
    return new ServiceAddress(fields.text("Address"), fields.number("Port"));
  }

  static Locality locality(Fields fields) {
    Locality said = new Locality(fields.text("Region"), fields.text("Zone"));
    fields.skipRest();
    return said;
  }

  private static boolean connect(Fields fields) {
    boolean speaksMesh = fields.flag("Native");
    if (fields.has("SidecarService") || fields.has("sidecar_service")) {
      throw new BadBodyException("Connect.SidecarService: this agent has no service mesh");
    }
    fields.skipRest();
    return speaksMesh;
  }

  private static Weights weights(Fields fields) {
    Weights given =
        fields.object(
            "Weights", inner -> new Weights(inner.number("Passing"), inner.number("Warning")));
    return given == null ? Weights.DEFAULT : given;
  }

  static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : map;
  }
}
