package org.lictor.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;

/** {@code services register}: registers services with the local agent, from files or from flags. */
final class ServicesRegisterCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor services register [options] [FILE...]

          Registers services with the local agent: those that files define as an agent's
          configuration does (JSON; - is standard input), or one that the options describe.
          Whoever registers a service also has to deregister it.

              $ lictor services register web.json
              $ lictor services register -name=web -port=80 -tag=v1
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client();
    flags.text("id", "", "ID of the service; the default is its name.");
    flags.text("name", "", "Name of the service.");
    flags.text("address", "", "Address of the service; the default is that of the node.");
    flags.integer("port", 0, "Port of the service.");
    flags.text("socket", "", "Path of the Unix socket of the service.");
    flags.pairs("meta", "Metadata of the service as `key=value`. May be given several times.");
    flags.repeated("tag", "Tag of the service. May be given several times.");
    flags.pairs(
        "tagged-address",
        "Address of the service under a name, as `name=address:port`. May be given several times.");
    flags.text("kind", "", "Kind of the service.");
    flags.value("namespace", "Name of the namespace (Enterprise).");
    flags.value("partition", "Name of the admin partition (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    List<String> files = call.operands();
    boolean described = !call.flags().text("id").isEmpty() || !call.flags().text("name").isEmpty();
    if (files.isEmpty() && call.flags().text("name").isEmpty()) {
      throw new Failure("Service registration requires at least one argument or flags.");
    }
    if (!files.isEmpty() && described)
      throw new Failure("Service registration requires arguments or -id, not both.");
    List<Map<String, Object>> services =
        files.isEmpty() ? List.of(fromFlags(call.flags())) : ServiceFiles.read(files, call.in());
    for (Map<String, Object> service : services) {
      String name = Json.text(service, "Name");
      try {
        call.agent().put("/v1/agent/service/register", call.writeQuery(), Json.write(service)).ok();
      } catch (AgentException e) {
        throw Call.failed("Error registering service \"".concat(name).concat("\""), e);
      }
      call.say("Registered service: ".concat(name));
    }
    return 0;
  }

  private static Map<String, Object> fromFlags(FlagValues flags) throws Failure {
    Map<String, Object> service = new LinkedHashMap<>();
    putText(service, "Kind", flags.text("kind"));
    putText(service, "ID", flags.text("id"));
    service.put("Name", flags.text("name"));
    if (!flags.all("tag").isEmpty()) service.put("Tags", new ArrayList<>(flags.all("tag")));
    if (flags.integer("port") != 0) service.put("Port", flags.integer("port"));
    putText(service, "Address", flags.text("address"));
    putText(service, "SocketPath", flags.text("socket"));
    Map<String, Object> tagged = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : flags.pairs("tagged-address").entrySet()) {
      tagged.put(entry.getKey(), hostAndPort(entry.getValue()));
    }
    if (!tagged.isEmpty()) service.put("TaggedAddresses", tagged);
    if (!flags.pairs("meta").isEmpty()) service.put("Meta", flags.pairs("meta"));
    return service;
  }

  private static void putText(Map<String, Object> service, String name, String value) {
    if (!value.isEmpty()) service.put(name, value);
  }

  private static Map<String, Object> hostAndPort(String text) throws Failure {
    int colon = text.lastIndexOf(':');
    if (colon < 0 || text.endsWith("]"))
      throw new Failure("Invalid Tagged Address: address " + text + ": missing port in address");
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
    else if (host.indexOf(':') >= 0)
      throw new Failure("Invalid Tagged Address: address " + text + ": too many colons in address");
    String port = text.substring(colon + 1);
    Map<String, Object> address = new LinkedHashMap<>();
    address.put("Address", host);
    try {
      address.put("Port", Integer.valueOf(port));
    } catch (NumberFormatException e) {
      throw new Failure(
          "Invalid Tagged Address: strconv.Atoi: parsing \"" + port + "\": invalid syntax");
    }
    return address;
  }
}
