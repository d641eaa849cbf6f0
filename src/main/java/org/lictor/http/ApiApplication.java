package org.lictor.http;

import jakarta.ws.rs.ApplicationPath;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.server.ResourceConfig;

/** The HTTP API's resources. They hold nothing, so one of each serves all requests. */
@ApplicationPath("/v1")
public class ApiApplication extends ResourceConfig {
  static final List<Class<?>> RESOURCES =
      List.of(
          AgentResource.class,
          AgentHealthResource.class,
          AgentSystemResource.class,
          CatalogResource.class,
          ConfigResource.class,
          CoordinateResource.class,
          ExportedServicesResource.class,
          EventResource.class,
          HealthResource.class,
          InternalResource.class,
          KeyringResource.class,
          KvResource.class,
          OperatorResource.class,
          SnapshotResource.class,
          SessionResource.class,
          QueryResource.class,
          StatusResource.class,
          TxnResource.class);

  /** Called by the container, once. */
  public ApiApplication() {
    registerInstances(
        new AgentResource(),
        new AgentHealthResource(),
        new AgentSystemResource(),
        new CatalogResource(),
        new ConfigResource(),
        new CoordinateResource(),
        new ExportedServicesResource(),
        new EventResource(),
        new HealthResource(),
        new InternalResource(),
        new KeyringResource(),
        new KvResource(),
        new OperatorResource(),
        new SnapshotResource(),
        new SessionResource(),
        new QueryResource(),
        new StatusResource(),
        new TxnResource(),
        new Uncaught());
    addProperties(
        Map.of(
            "jersey.config.server.wadl.disableWadl", true,
            "jersey.config.server.disableAutoDiscovery", true,
            "jersey.config.server.disableMetainfServicesLookup", true,
            "jersey.config.disableJsonProcessing", true,
            "jersey.config.disableMoxyJson", true));
  }
}
