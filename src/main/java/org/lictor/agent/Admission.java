package org.lictor.agent;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.lictor.check.CheckDraft;
import org.lictor.model.CheckId;
import org.lictor.model.CheckStatus;
import org.lictor.model.GoDuration;
import org.lictor.model.InvalidModelException;
import org.lictor.model.LogIndexes;
import org.lictor.model.Metadata;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceAddress;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.Weights;
import org.lictor.registrar.InvalidRequestException;

/**
 * The one set of rules for services and checks, whether they come from a file or a request: what is
 * refused and with which words, and which defaults are filled in (Consul API "Register Service",
 * "Register Check"). Does not look at what is registered already. Any thread.
 */
public final class Admission {
  private static final System.Logger LOG = System.getLogger("org.lictor.agent");
  private static final Pattern DNS_LABEL = Pattern.compile("[a-zA-Z0-9-]+");
  private static final int MAX_DNS_LABEL = 63;
  private static final GoDuration MIN_DEREGISTER = new GoDuration(60_000_000_000L);
  private static final GoDuration MIN_INTERVAL = new GoDuration(1_000_000_000L);

  private final NodeName node;
  private final AdmissionSettings settings;

  public Admission(NodeName node, AdmissionSettings settings) {
    this.node = node;
    this.settings = settings;
  }

  /**
   * Makes the entry of a service and its checks.
   *
   * @throws BadProposalException when it cannot be (400)
   * @throws InvalidRequestException when this agent does not do it (500)
   */
  public AdmittedService service(ServiceProposal wanted, Source source) {
    if (wanted.name().isEmpty()) {
      throw new BadProposalException("Missing service name");
    }
    if (IpText.isAny(wanted.address())) {
      throw new BadProposalException("Invalid service address");
    }
    Metadata.problem(wanted.meta())
        .ifPresent(
            text -> {
              throw new BadProposalException("Invalid Service Meta: " + text);
            });
    for (CheckProposal check : wanted.checks()) {
      refuseBadCheck(check);
    }
    for (CheckProposal check : wanted.checks()) {
      if (!check.status().isEmpty() && CheckStatus.fromWord(check.status()).isEmpty()) {
        throw new BadProposalException("Status for checks must 'passing', 'warning', 'critical'");
      }
    }
    refuseBadWeights(wanted.weights());
    if (!wanted.socketPath().isEmpty() && (!wanted.address().isEmpty() || wanted.port() != 0)) {
      throw new BadProposalException(
          "service "
              + wanted.name()
              + " cannot have both socket path "
              + wanted.socketPath()
              + " and address/port");
    }
    warnOfUndiscoverable(wanted);
    String id = wanted.id().isEmpty() ? wanted.name() : wanted.id();
    ServiceEntry entry = entry(id, wanted);
    ServiceProposal kept =
        new ServiceProposal(
            id,
            wanted.name(),
            wanted.kind(),
            wanted.tags(),
            wanted.address(),
            wanted.taggedAddresses(),
            wanted.meta(),
            wanted.port(),
            wanted.socketPath(),
            wanted.weights(),
            wanted.enableTagOverride(),
            wanted.connectNative(),
            wanted.locality(),
            "",
            List.of());
    return new AdmittedService(entry, kept, checksOf(entry, wanted, source), wanted.token());
  }

  /**
   * Makes a check of its own, which may speak of a service that is registered already.
   *
   * @throws BadProposalException when it cannot be (400)
   * @throws InvalidRequestException when this agent does not do it (500)
   */
  public AdmittedCheck check(CheckProposal wanted, Source source) {
    if (wanted.name().isEmpty() && (source == Source.API || wanted.id().isEmpty())) {
      throw new BadProposalException("Missing check name");
    }
    if (!wanted.status().isEmpty() && CheckStatus.fromWord(wanted.status()).isEmpty()) {
      throw new BadProposalException("Bad check status");
    }
    refuseBadCheck(wanted);
    return admitted(
        wanted.named(wanted.id().isEmpty() ? wanted.name() : wanted.id(), wanted.name()), source);
  }

  private ServiceEntry entry(String id, ServiceProposal wanted) {
    Map<String, ServiceAddress> tagged = taggedAddresses(wanted);
    try {
      return new ServiceEntry(
          node,
          new ServiceId(id),
          wanted.name(),
          wanted.kind(),
          wanted.tags(),
          wanted.address(),
          tagged.isEmpty() ? null : tagged,
          wanted.meta().isEmpty() ? null : wanted.meta(),
          wanted.port(),
          wanted.socketPath(),
          wanted.weights(),
          wanted.enableTagOverride(),
          wanted.connectNative(),
          wanted.locality(),
          LogIndexes.NONE);
    } catch (InvalidModelException bad) {
      throw new BadProposalException("Invalid service " + bad.field() + ": " + bad.getMessage());
    }
  }

  private static Map<String, ServiceAddress> taggedAddresses(ServiceProposal wanted) {
    wanted
        .taggedAddresses()
        .forEach(
            (name, value) -> {
              boolean v4 = name.endsWith("_ipv4");
              if ((v4 || name.endsWith("_ipv6"))
                  && (name.startsWith("lan_") || name.startsWith("wan_"))
                  && !(v4 ? IpText.isV4(value.address()) : IpText.isV6(value.address()))) {
                throw new InvalidRequestException(
                    "Service tagged address \""
                        + name
                        + "\" must be a valid "
                        + (v4 ? "ipv4" : "ipv6")
                        + " address");
              }
            });
    Map<String, ServiceAddress> tagged = new TreeMap<>(wanted.taggedAddresses());
    String family =
        IpText.isV4(wanted.address()) ? "_ipv4" : IpText.isV6(wanted.address()) ? "_ipv6" : "";
    if (!family.isEmpty()) {
      tagged.putIfAbsent("lan" + family, new ServiceAddress(wanted.address(), wanted.port()));
      tagged.putIfAbsent("wan" + family, new ServiceAddress(wanted.address(), wanted.port()));
    }
    return tagged;
  }

  private List<AdmittedCheck> checksOf(ServiceEntry entry, ServiceProposal wanted, Source source) {
    List<AdmittedCheck> admitted = new ArrayList<>();
    int number = 0;
    for (CheckProposal check : wanted.checks()) {
      number++;
      String standard = "service:" + entry.id() + (wanted.checks().size() > 1 ? ":" + number : "");
      CheckProposal named =
          check.named(
              check.id().isEmpty() ? standard : check.id(),
              check.name().isEmpty() ? "Service '" + entry.name() + "' check" : check.name());
      admitted.add(admitted(named.ofService(entry.id().value()), source));
    }
    return admitted;
  }

  private AdmittedCheck admitted(CheckProposal check, Source source) {
    CheckDraft draft = draft(check.recipe());
    if (draft.runsScript()) {
      refuseScript(source);
    }
    if (isBetween(check.recipe().interval(), MIN_INTERVAL)) {
      LOG.log(
          Level.WARNING,
          "check has interval below minimum: check=" + check.id() + " minimum_interval=1s");
    }
    if (isBetween(check.deregisterCriticalServiceAfter(), MIN_DEREGISTER)) {
      LOG.log(
          Level.WARNING,
          "check has deregister interval below minimum: check="
              + check.id()
              + " minimum_interval=1m0s");
      check =
          new CheckProposal(
              check.id(),
              check.name(),
              check.notes(),
              check.serviceId(),
              check.status(),
              check.token(),
              check.recipe(),
              MIN_DEREGISTER);
    }
    CheckId id = new CheckId(check.id());
    try {
      var spec = draft.toSpec(id, settings.outputLimit());
      CheckStatus status = CheckStatus.fromWord(check.status()).orElse(CheckStatus.CRITICAL);
      return new AdmittedCheck(id, check.withoutToken(), spec, spec.type(), status, check.token());
    } catch (InvalidModelException bad) {
      throw new BadProposalException("Invalid check: " + bad.getMessage());
    }
  }

  private void refuseScript(Source source) {
    if (source == Source.API && !settings.remoteScripts()) {
      throw new InvalidRequestException(
          "Scripts are disabled on this agent from remote calls; to enable, configure 'enable_script_checks' to true");
    }
    if (source == Source.FILE && !settings.remoteScripts() && !settings.localScripts()) {
      throw new InvalidRequestException(
          "Scripts are disabled on this agent; to enable, configure 'enable_script_checks' or 'enable_local_script_checks' to true");
    }
  }

  private static void refuseBadCheck(CheckProposal check) {
    draft(check.recipe())
        .problem()
        .ifPresent(
            text -> {
              throw new BadProposalException("Invalid check: " + text);
            });
  }

  private static CheckDraft draft(CheckRecipe recipe) {
    return new CheckDraft()
        .args(recipe.args())
        .script(recipe.script())
        .http(recipe.http())
        .method(recipe.method())
        .header(recipe.header())
        .body(recipe.body())
        .disableRedirects(recipe.disableRedirects())
        .tcp(recipe.tcp())
        .tcpUseTls(recipe.tcpUseTls())
        .udp(recipe.udp())
        .grpc(recipe.grpc())
        .grpcUseTls(recipe.grpcUseTls())
        .h2ping(recipe.h2ping())
        .h2pingUseTls(recipe.h2pingUseTls())
        .osService(recipe.osService())
        .dockerContainerId(recipe.dockerContainerId())
        .shell(recipe.shell())
        .aliasNode(recipe.aliasNode())
        .aliasService(recipe.aliasService())
        .tlsServerName(recipe.tlsServerName())
        .tlsSkipVerify(recipe.tlsSkipVerify())
        .ttl(recipe.ttl().toDuration())
        .interval(recipe.interval().toDuration())
        .timeout(recipe.timeout().toDuration())
        .outputMaxSize(recipe.outputMaxSize())
        .successBeforePassing(recipe.successBeforePassing())
        .failuresBeforeWarning(recipe.failuresBeforeWarning())
        .failuresBeforeCritical(recipe.failuresBeforeCritical());
  }

  private static void refuseBadWeights(Weights weights) {
    String problem = "";
    if (weights.passing() < 1) {
      problem = "Passing must be greater than 0";
    } else if (weights.warning() < 0) {
      problem = "Warning must be greater or equal than 0";
    } else if (weights.passing() > 65_535 || weights.warning() > 65_535) {
      problem = "DNS Weight must be between 0 and 65535";
    }
    if (!problem.isEmpty()) {
      throw new BadProposalException("Invalid Weights: " + problem);
    }
  }

  private static void warnOfUndiscoverable(ServiceProposal wanted) {
    warnOfLabel("Service name", wanted.name());
    wanted.tags().forEach(tag -> warnOfLabel("Service tag", tag));
  }

  private static void warnOfLabel(String what, String label) {
    if (!DNS_LABEL.matcher(label).matches()) {
      LOG.log(
          Level.WARNING,
          what
              + " will not be discoverable via DNS due to invalid characters. Valid characters include"
              + " all alpha-numerics and dashes.: "
              + label);
    } else if (label.length() > MAX_DNS_LABEL) {
      LOG.log(
          Level.WARNING,
          what
              + " will not be discoverable via DNS due to it being too long. Valid lengths are between 1"
              + " and 63 bytes.: "
              + label);
    }
  }

  private static boolean isBetween(GoDuration length, GoDuration minimum) {
    return length.nanos() > 0 && length.compareTo(minimum) < 0;
  }
}
