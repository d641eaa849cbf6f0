package org.lictor.bench;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lictor.command.Command;
import org.lictor.command.CommandCodec;
import org.lictor.command.DecidedCommand;
import org.lictor.http.wire.CatalogJson;
import org.lictor.http.wire.HealthJson;
import org.lictor.model.Octets;
import org.lictor.query.HealthQuery;
import org.lictor.state.StateStore;
import org.lictor.state.TestStore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What a command costs to apply and a large service to read. Run {@link #main} with the test class
 * path.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class StateBenchmark {
  /** A catalog with one service of 1,000 instances, each on a node of its own with a check. */
  @State(Scope.Thread)
  public static class Catalog {
    final TestStore store = new TestStore();
    final HealthJson json = new HealthJson(new CatalogJson("dc1"));
    int next;

    @Setup
    public void fill() {
      for (int i = 0; i < 1000; i++) {
        store.register("n" + i, "big", "big" + i, 8000);
        store.check("n" + i, "c", "passing", "big" + i);
      }
      store.log.clear();
    }
  }

  /** A million keys. */
  @State(Scope.Thread)
  public static class Keys {
    final StateStore store = new StateStore();
    long index;
    int next;

    @Setup
    public void fill() {
      for (int i = 0; i < 1_000_000; i++) {
        store.apply(++index, set("bench/" + i, i));
      }
    }

    DecidedCommand set(String key, int value) {
      return new DecidedCommand(
          Instant.EPOCH, new Command.KvSet(key, Octets.of("value " + value), 0, null));
    }
  }

  @Benchmark
  public Object applyARegistration(Catalog catalog) {
    int i = catalog.next++ % 1000;
    byte[] bytes =
        CommandCodec.encode(
            new DecidedCommand(
                Instant.EPOCH,
                new Command.Register(
                    TestStore.aNode("n" + i, "10.0.0.1"),
                    true,
                    TestStore.aService("n" + i, "big", "big" + i, catalog.next % 60_000),
                    List.of())));
    return catalog.store.store.apply(catalog.store.image().index() + 1, CommandCodec.decode(bytes));
  }

  @Benchmark
  public Object readAServiceOf1000(Catalog catalog) {
    return HealthQuery.Instances.of("big").ask(catalog.store.image());
  }

  @Benchmark
  public Object readAndRenderAServiceOf1000(Catalog catalog) {
    return catalog.json.instances(
        HealthQuery.Instances.of("big").ask(catalog.store.image()).value());
  }

  @Benchmark
  public Object putAKeyAmongAMillion(Keys keys) {
    int i = keys.next++ % 1_000_000;
    return keys.store.apply(++keys.index, keys.set("bench/" + i, keys.next));
  }

  public static void main(String[] args) throws Exception {
    new Runner(new OptionsBuilder().include(StateBenchmark.class.getSimpleName()).build()).run();
  }
}
