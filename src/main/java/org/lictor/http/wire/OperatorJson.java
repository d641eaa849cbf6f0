package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.Peers;
import org.lictor.leader.ServerReport;
import org.lictor.leader.ServerReport.Server;
import org.lictor.model.AutopilotConfig;
import org.lictor.model.GoDuration;
import org.lictor.model.Member;
import org.lictor.query.Answer;
import org.lictor.query.OperatorQuery;

/**
 * The servers as {@code /v1/operator} and {@code /v1/status} show them. What this agent does not
 * know of another server, as how far its log is, is left out.
 */
public final class OperatorJson {
  private OperatorJson() {}

  /** {@code /v1/status/peers}. */
  public static byte[] peers(Peers.Configuration configuration) {
    return Json.bytes(
        out -> {
          out.writeStartArray();
          for (Peers.Peer peer : configuration.peers()) {
            out.writeString(peer.address());
          }
          out.writeEndArray();
        });
  }

  /** {@code /v1/operator/raft/configuration}. */
  public static byte[] configuration(ServerReport report) {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("Servers");
          for (Server server : report.servers()) {
            out.writeStartObject();
            out.writeStringField("ID", server.id());
            out.writeStringField("Node", server.name());
            out.writeStringField("Address", server.address());
            out.writeBooleanField("Leader", server.leader());
            out.writeStringField(
                "ProtocolVersion", server.member() == null ? "unknown" : server.tag("raft_vsn"));
            out.writeBooleanField("Voter", server.voter());
            lastIndex(out, server);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeNumberField("Index", report.index());
          out.writeEndObject();
        });
  }

  /** {@code /v1/operator/autopilot/configuration}. */
  public static byte[] autopilot(AutopilotConfig config) {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          out.writeBooleanField("CleanupDeadServers", config.cleanupDeadServers());
          out.writeStringField("LastContactThreshold", config.lastContactThreshold().toString());
          out.writeNumberField("MaxTrailingLogs", config.maxTrailingLogs());
          out.writeNumberField("MinQuorum", config.minQuorum());
          out.writeStringField(
              "ServerStabilizationTime", config.serverStabilizationTime().toString());
          out.writeStringField("RedundancyZoneTag", config.redundancyZoneTag());
          out.writeBooleanField("DisableUpgradeMigration", config.disableUpgradeMigration());
          out.writeStringField("UpgradeVersionTag", config.upgradeVersionTag());
          out.writeNumberField("CreateIndex", config.indexes().create());
          out.writeNumberField("ModifyIndex", config.indexes().modify());
          out.writeEndObject();
        });
  }

  /** That another server leads now. */
  public static byte[] transferred() {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          out.writeBooleanField("Success", true);
          out.writeEndObject();
        });
  }

  /** {@code /v1/operator/autopilot/health}. */
  public static byte[] health(ServerReport report) {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          out.writeBooleanField("Healthy", report.healthy());
          out.writeNumberField("FailureTolerance", report.failureTolerance());
          out.writeArrayFieldStart("Servers");
          for (Server server : report.servers()) {
            out.writeStartObject();
            out.writeStringField("ID", server.id());
            out.writeStringField("Name", server.name());
            out.writeStringField("Address", server.address());
            out.writeStringField("SerfStatus", status(server.member(), "none"));
            out.writeStringField("Version", version(server));
            out.writeBooleanField("Leader", server.leader());
            lastContact(out, server);
            lastTerm(out, server);
            lastIndex(out, server);
            out.writeBooleanField("Healthy", server.healthy());
            out.writeBooleanField("Voter", server.voter());
            out.writeStringField("StableSince", server.stableSince().toString());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /** {@code /v1/operator/autopilot/state}. */
  public static byte[] state(ServerReport report) {
    List<Server> byId = report.servers().stream().sorted(Comparator.comparing(Server::id)).toList();
    return Json.bytes(
        out -> {
          out.writeStartObject();
          out.writeBooleanField("Healthy", report.healthy());
          out.writeNumberField("FailureTolerance", report.failureTolerance());
          // Counts servers that Consul Enterprise would let vote in another's place.
          out.writeNumberField("OptimisticFailureTolerance", 0);
          out.writeObjectFieldStart("Servers");
          for (Server server : byId) {
            out.writeFieldName(server.id());
            state(out, server);
          }
          out.writeEndObject();
          out.writeStringField(
              "Leader", byId.stream().filter(Server::leader).map(Server::id).findAny().orElse(""));
          Json.list(out, "Voters", byId.stream().filter(Server::voter).map(Server::id).toList());
          out.writeEndObject();
        });
  }

  private static void state(JsonGenerator out, Server server) throws IOException {
    out.writeStartObject();
    out.writeStringField("ID", server.id());
    out.writeStringField("Name", server.name());
    out.writeStringField("Address", server.address());
    out.writeStringField("NodeStatus", status(server.member(), "unknown"));
    out.writeStringField("Version", version(server));
    lastContact(out, server);
    lastTerm(out, server);
    lastIndex(out, server);
    out.writeBooleanField("Healthy", server.healthy());
    out.writeStringField("StableSince", server.stableSince().toString());
    out.writeBooleanField("ReadReplica", false);
    out.writeStringField(
        "Status", server.leader() ? "leader" : server.voter() ? "voter" : "non-voter");
    Json.map(out, "Meta", server.meta());
    out.writeStringField("NodeType", "voter");
    out.writeEndObject();
  }

  private static void lastContact(JsonGenerator out, Server server) throws IOException {
    if (server.lastContact() != null) {
      out.writeStringField("LastContact", GoDuration.of(server.lastContact()).toString());
    }
  }

  private static void lastTerm(JsonGenerator out, Server server) throws IOException {
    if (server.lastTerm() != null) {
      out.writeNumberField("LastTerm", server.lastTerm());
    }
  }

  private static void lastIndex(JsonGenerator out, Server server) throws IOException {
    if (server.lastIndex() != null) {
      out.writeNumberField("LastIndex", server.lastIndex());
    }
  }

  private static String status(@Nullable Member member, String unknown) {
    return member == null ? unknown : member.status().name().toLowerCase(Locale.ROOT);
  }

  /** Without the revision, which follows a colon. */
  private static String version(Server server) {
    return server.tag("build").split(":", 2)[0];
  }

  /** The kinds that are told of even when nobody has them. */
  private static final List<String> KINDS =
      List.of(
          "api-gateway",
          "connect-native",
          "connect-proxy",
          "ingress-gateway",
          "mesh-gateway",
          "terminating-gateway");

  /** {@code /v1/operator/usage}. */
  public static byte[] usage(
      String datacenter, Answer<OperatorQuery.Counts> answer, String consistency) {
    OperatorQuery.Counts counts = answer.value();
    return Json.bytes(
        out -> {
          out.writeStartObject();
          out.writeObjectFieldStart("Usage");
          out.writeObjectFieldStart(datacenter);
          out.writeNumberField("Services", counts.services());
          out.writeNumberField("ServiceInstances", counts.instances());
          out.writeObjectFieldStart("ConnectServiceInstances");
          for (String kind : KINDS) {
            out.writeNumberField(kind, counts.connectInstances().getOrDefault(kind, 0L));
          }
          out.writeEndObject();
          out.writeNumberField("BillableServiceInstances", counts.billableInstances());
          out.writeNumberField("Nodes", counts.nodes());
          out.writeEndObject();
          out.writeEndObject();
          out.writeNumberField("Index", answer.index());
          out.writeNumberField("LastContact", answer.lastContactMillis() * 1_000_000);
          out.writeBooleanField("KnownLeader", answer.knownLeader());
          out.writeStringField("ConsistencyLevel", consistency);
          out.writeBooleanField("NotModified", false);
          out.writeNumberField("Backend", 0);
          out.writeBooleanField("ResultsFilteredByACLs", false);
          out.writeEndObject();
        });
  }
}
