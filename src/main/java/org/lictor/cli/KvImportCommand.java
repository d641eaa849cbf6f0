package org.lictor.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.cli.net.Query;

/** {@code kv import}: writes what {@code kv export} printed, key by key. */
final class KvImportCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor kv import [options] DATA

          Writes the keys that "lictor kv export" printed. DATA is the JSON itself,
          @FILE for the content of a file, or - for standard input.

              $ lictor kv import @web.json
              $ lictor kv import - < web.json
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.text("prefix", "", "Put this in front of every key, with a slash between.");
    flags.value("namespace", "Name of the namespace (Enterprise).");
    flags.value("partition", "Name of the admin partition (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    List<String> operands = call.operands();
    if (operands.isEmpty()) throw new Failure("Error! Missing DATA argument");
    if (operands.size() > 1)
      throw new Failure("Error! Too many arguments (expected 1, got " + operands.size() + ")");
    if (operands.get(0).isEmpty()) throw new Failure("Error! Empty DATA argument");
    for (Object element : entries(DataArgument.read(operands.get(0), call.in())))
      write(call, Json.object(element));
    return 0;
  }

  private static List<?> entries(byte[] data) throws Failure {
    Object read;
    try {
      read = Json.read(data);
    } catch (AgentException e) {
      boolean cut = String.valueOf(e.getMessage()).endsWith("EOF");
      throw new Failure(
          "Cannot unmarshal data: "
              .concat(cut ? "unexpected end of JSON input" : String.valueOf(e.getMessage())));
    }
    if (!(read instanceof List<?> list)) throw new Failure("Cannot unmarshal data: not an array");
    for (Object element : list) {
      if (!(element instanceof Map))
        throw new Failure("Cannot unmarshal data: not an array of objects");
    }
    return list;
  }

  private static void write(Call call, Map<String, Object> entry) throws Failure {
    String key = Json.text(entry, "key");
    byte[] value;
    try {
      value = GoBase64.decode(Json.text(entry, "value").getBytes(StandardCharsets.UTF_8));
    } catch (GoBase64.CorruptException e) {
      throw new Failure("Error base 64 decoding value for key " + key + ": " + e.getMessage());
    }
    String target = prefixed(call.flags().text("prefix"), key);
    Query query = call.writeQuery();
    String flags = Json.text(entry, "flags");
    if (!flags.isEmpty() && !flags.equals("0")) query.with("flags", flags);
    try {
      if (target.startsWith("/"))
        throw new AgentException("Invalid key. Key must not begin with a '/': ".concat(target));
      if (!call.agent().put(KvKey.path(target), query, value).ok().isTrue()) {
        throw new AgentException("the agent did not confirm the write");
      }
    } catch (AgentException e) {
      throw Call.failed("Error! Failed writing data for key ".concat(target), e);
    }
    call.say("Imported: ".concat(target));
  }

  private static String prefixed(String prefix, String key) {
    if (prefix.isEmpty()) return key;
    return prefix.endsWith("/") ? prefix.concat(key) : prefix.concat("/").concat(key);
  }
}
