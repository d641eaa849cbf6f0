package org.lictor.cli;

import java.math.BigInteger;
import java.util.List;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Query;

/** {@code kv put}: sets a value, plainly, only if unchanged, or together with a lock. */
final class KvPutCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor kv put [options] KEY [DATA]

          Sets a key. DATA is the value itself, @FILE for the content of a file, or - for
          standard input; without it the value is empty.

              $ lictor kv put web/limit 5
              $ lictor kv put web/licence @licence.txt
              $ echo "abcd1234" | lictor kv put web/token -

          Only if nobody changed the key since it was read:

              $ lictor kv put -cas -modify-index=844 web/limit 6
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.toggle(
        "cas",
        "Check and set: write only if the key's ModifyIndex is still the one of -modify-index; 0 means only if"
            + " there is no such key.");
    flags.unsigned("modify-index", "The ModifyIndex expected with -cas.");
    flags.unsigned("flags", "A number of your own to keep with the value.");
    flags.toggle("base64", "DATA is in base 64 and is decoded first.");
    flags.toggle("acquire", "Take the lock on the key for the session of -session, and write.");
    flags.toggle(
        "release", "Write, and give up the lock that the session of -session holds on the key.");
    flags.text("session", "", "ID of the session for -acquire and -release.");
    flags.value("namespace", "Name of the namespace (Enterprise).");
    flags.value("partition", "Name of the admin partition (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    FlagValues flags = call.flags();
    List<String> operands = call.operands();
    if (operands.isEmpty()) throw new Failure("Error! Missing KEY argument");
    if (operands.size() > 2)
      throw new Failure("Error! Too many arguments (expected 1 or 2, got " + operands.size() + ")");
    String key = operands.get(0);
    byte[] data = operands.size() < 2 ? new byte[0] : DataArgument.read(operands.get(1), call.in());
    if (flags.on("base64")) {
      try {
        data = GoBase64.decode(data);
      } catch (GoBase64.CorruptException e) {
        throw new Failure(
            "Error! Cannot base 64 decode data: ".concat(String.valueOf(e.getMessage())));
      }
    }
    boolean lock = flags.on("acquire") || flags.on("release");
    if (lock && flags.text("session").isEmpty()) {
      throw new Failure("Error! Missing -session (required with -acquire and -release)");
    }
    if (key.startsWith("/"))
      throw new Failure(
          "Error! Failed writing data: Invalid key. Key must not begin with a '/': ".concat(key));
    boolean done;
    try {
      done = call.agent().put(KvKey.path(key), query(call), data).ok().isTrue();
    } catch (AgentException e) {
      throw Call.failed("Error! Failed writing data", e);
    }
    call.say(report(flags, key, done));
    return 0;
  }

  private static Query query(Call call) {
    FlagValues flags = call.flags();
    Query query = call.writeQuery();
    if (flags.unsigned("flags").signum() != 0)
      query.with("flags", flags.unsigned("flags").toString());
    if (flags.on("cas")) query.with("cas", flags.unsigned("modify-index").toString());
    else if (flags.on("acquire")) query.with("acquire", flags.text("session"));
    else if (flags.on("release")) query.with("release", flags.text("session"));
    return query;
  }

  private static String report(FlagValues flags, String key, boolean done) throws Failure {
    if (flags.on("cas")) {
      if (done) return "Success! Data written to: ".concat(key);
      boolean create = flags.unsigned("modify-index").equals(BigInteger.ZERO);
      throw new Failure(
          "Error! Did not write to "
              .concat(key)
              .concat(
                  create
                      ? ": CAS performed with index=0 and key already exists."
                      : ": CAS failed"));
    }
    if (flags.on("acquire")) {
      if (done) return "Success! Lock acquired on: ".concat(key);
      throw new Failure("Error! Did not acquire lock");
    }
    if (flags.on("release")) {
      if (done) return "Success! Lock released on: ".concat(key);
      throw new Failure("Error! Did not release lock");
    }
    if (done) return "Success! Data written to: ".concat(key);
    throw new Failure("Error! Failed writing data: the agent did not confirm the write");
  }
}
