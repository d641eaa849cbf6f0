package org.lictor.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.cli.net.AgentClient;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Query;

/** One call of a command: what was asked, and where the answer goes. For one thread. */
public final class Call {
  private final FlagValues flags;
  private final Environment environment;
  private final PrintStream out;
  private final PrintStream err;
  private final InputStream in;
  private @Nullable AgentClient agent;

  Call(
      FlagValues flags, Environment environment, PrintStream out, PrintStream err, InputStream in) {
    this.flags = flags;
    this.environment = environment;
    this.out = out;
    this.err = err;
    this.in = in;
  }

  /** The flags of this call. */
  public FlagValues flags() {
    return flags;
  }

  /** What followed the flags. */
  public List<String> operands() {
    return flags.operands();
  }

  /** The variables this call sees. */
  public Environment environment() {
    return environment;
  }

  /** The raw stream for results. */
  public PrintStream out() {
    return out;
  }

  /** The raw stream for complaints. */
  public PrintStream err() {
    return err;
  }

  /** What is piped into the tool. */
  public InputStream in() {
    return in;
  }

  /** Prints a line of the result. */
  public void say(String line) {
    out.print(line);
    out.print('\n');
  }

  /** Prints a line of complaint. */
  public void warn(String line) {
    err.print(line);
    err.print('\n');
  }

  /** The agent that flags and variables name; made at the first use. */
  public AgentClient agent() throws Failure {
    if (agent == null) {
      try {
        agent = Connection.of(flags, environment);
      } catch (AgentException e) {
        throw new Failure(
            "Error connecting to Consul agent: ".concat(String.valueOf(e.getMessage())));
      }
    }
    return agent;
  }

  /**
   * The parameters every read of this call carries: datacenter, namespace, partition and staleness,
   * as far as they were given.
   */
  public Query readQuery() {
    Query query = writeQuery();
    return flags.knows("stale") && flags.on("stale") ? query.with("stale", "") : query;
  }

  /** As {@link #readQuery} for a write, to which staleness means nothing. */
  public Query writeQuery() {
    Query query = new Query();
    pass(query, "datacenter", "dc");
    pass(query, "namespace", "ns");
    pass(query, "partition", "partition");
    return query;
  }

  private void pass(Query query, String flag, String parameter) {
    if (flags.knows(flag)) query.withUnlessEmpty(parameter, flags.text(flag));
  }

  /** A failure with an agent's error behind what failed. */
  public static Failure failed(String what, AgentException why) {
    return new Failure(what.concat(": ").concat(String.valueOf(why.getMessage())));
  }

  /** Refuses operands beyond {@code most}. */
  public void expectAtMost(int most) throws Failure {
    int count = operands().size();
    if (count > most)
      throw new Failure("Too many arguments (expected " + most + ", got " + count + ")");
  }
}
