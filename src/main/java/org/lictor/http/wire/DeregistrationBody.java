package org.lictor.http.wire;

import org.jspecify.annotations.Nullable;
import org.lictor.model.CheckId;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceId;
import org.lictor.registrar.InvalidRequestException;

/** The body of {@code PUT /v1/catalog/deregister}. */
public record DeregistrationBody(
    String datacenter, NodeName node, @Nullable ServiceId service, @Nullable CheckId check) {
  /** Reads it; fails as {@link RegistrationBody#of} does. */
  public static DeregistrationBody of(byte[] body) {
    Fields fields = Fields.of(body);
    String datacenter = fields.text("Datacenter");
    String node = fields.text("Node");
    String service = fields.text("ServiceID");
    String check = fields.text("CheckID");
    fields.skip("Address", "Namespace", "Partition", "Token", "WriteRequest", "PeerName");
    fields.end();
    if (node.isEmpty()) {
      throw new InvalidRequestException("Must provide node");
    }
    return new DeregistrationBody(
        datacenter,
        new NodeName(node),
        service.isEmpty() ? null : new ServiceId(service),
        check.isEmpty() ? null : new CheckId(check));
  }
}
