package org.lictor.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lictor.dns.DnsSettings.Limits;
import org.lictor.dns.DnsSettings.Recursion;
import org.lictor.dns.DnsSettings.Soa;
import org.lictor.dns.DnsSettings.Ttls;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * The answers from octets kept ready are those that dnsjava makes, for registries and questions
 * drawn from a seed.
 */
class PlainAndCarefulAgreeTest {
  private static final String[] SERVICES = {"web", "Db", "api-1", "x"};
  private static final String[] TAGS = {"blue", "v1.2", "Green"};
  private static final String[] STATUS = {"passing", "passing", "warning", "critical"};
  private static final int[] TYPES = {
    Type.A,
    Type.AAAA,
    Type.SRV,
    Type.ANY,
    Type.TXT,
    Type.MX,
    Type.CNAME,
    Type.SOA,
    Type.NS,
    Type.PTR,
    65_000
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theyAgree(long seed) throws IOException {
    new World(seed).compare(400);
  }

  private static final class World {
    private final SplittableRandom random;
    private final Asker asker = new Asker();

    World(long seed) {
      random = new SplittableRandom(seed);
      for (int i = 0; i < 40; i++) {
        change();
      }
    }

    private <T> T any(List<T> of) {
      return of.get(random.nextInt(of.size()));
    }

    private String any(String... of) {
      return of[random.nextInt(of.length)];
    }

    private void change() {
      String node = any("n1", "n2", "Ext.Dotted", "n3", "n4", "n5", "n6", "n7", "n8");
      String few = "10.0.0." + random.nextInt(6);
      String address = any(few, "2001:db8::" + random.nextInt(4), "10.0.1." + random.nextInt(200));
      Map<String, String> some = Map.of("k", "v`" + random.nextInt(3), "rfc1035-x", "raw");
      Map<String, String> meta = random.nextInt(3) == 0 ? some : Map.of();
      String id = "id" + random.nextInt(3);
      String own =
          any(
              "",
              "",
              "10.9.0." + random.nextInt(9),
              "2001:db8::9",
              "host.example.org",
              "web.service.consul");
      asker.registry.register(
          TestRegistry.node(node, address, meta),
          TestRegistry.service(node, id, any(SERVICES), own, 80 + random.nextInt(2), any(TAGS)),
          TestRegistry.check(node, "c" + id, id, any(STATUS)));
    }

    private void settings() {
      Ttls ttls =
          new Ttls(Duration.ofSeconds(random.nextInt(3)), Map.of("*", Duration.ofSeconds(4)));
      asker.settings.set(
          new DnsSettings(
              "consul",
              "second.example",
              "dc1",
              ttls,
              new Limits(random.nextInt(10), random.nextInt(3), random.nextBoolean()),
              Soa.DEFAULT,
              Recursion.NONE,
              random.nextBoolean(),
              true,
              random.nextBoolean()));
    }

    void compare(int rounds) throws IOException {
      for (int round = 0; round < rounds; round++) {
        if (random.nextInt(20) == 0) {
          settings();
        }
        if (random.nextInt(5) == 0) {
          change();
        }
        byte[] request = request();
        Transport transport = random.nextInt(4) == 0 ? Transport.TCP : Transport.UDP;
        Message plain = new Message(asker.octets(transport, request));
        Message careful = new Message(asker.carefully(transport, request));
        compare(new Message(request), plain, careful);
      }
    }

    private byte[] request() throws IOException {
      String service = any(SERVICES);
      String left =
          any(
              service + ".service",
              any(TAGS) + "." + service + ".service",
              "_" + service + "._tcp.service",
              service + ".service.dc1",
              service + ".service.dc9",
              any("n1", "n2", "ext.dotted", "n9") + ".node",
              "_" + service + "._" + any(TAGS),
              "0a000001.addr",
              "nothing",
              "");
      String zone = any("consul.", "second.example.");
      Name name =
          random.nextInt(12) == 0
              ? Name.fromString("1.0.0.10.in-addr.arpa.")
              : Name.fromString(letters(left.isEmpty() ? zone : left + "." + zone));
      Message message =
          Message.newQuery(Record.newRecord(name, TYPES[random.nextInt(TYPES.length)], DClass.IN));
      if (random.nextBoolean()) {
        int size = any(List.of(0, 512, 700, 1232, 4096, 65_535));
        message.addRecord(new OPTRecord(size, 0, 0), Section.ADDITIONAL);
      }
      return message.toWire();
    }

    private String letters(String name) {
      StringBuilder mixed = new StringBuilder();
      for (char c : name.toCharArray()) {
        mixed.append(random.nextBoolean() ? Character.toUpperCase(c) : c);
      }
      return mixed.toString();
    }

    private void compare(Message request, Message plain, Message careful) {
      if (drawn(request, plain) || drawn(request, careful)) {
        compareDrawn(request, plain, careful);
      } else {
        assertThat(lines(plain)).as("%s", request).isEqualTo(lines(careful));
      }
      assertThat(plain.getHeader().getID()).isEqualTo(careful.getHeader().getID());
      assertThat(plain.getQuestion().getName().toString())
          .isEqualTo(request.getQuestion().getName().toString());
    }

    /** Both may have drawn others of the records that there are, and longer or shorter ones. */
    private void compareDrawn(Message request, Message plain, Message careful) {
      assertThat(plain.getRcode()).isEqualTo(careful.getRcode());
      assertThat(plain.getHeader().getFlag(Flags.AA))
          .isEqualTo(careful.getHeader().getFlag(Flags.AA));
      if (!hasAlias(plain) && !hasAlias(careful)) {
        int count = answers(careful).size();
        assertThat(answers(plain)).as("%s", request).hasSizeBetween(count - 2, count + 2);
      }
      assertThat(known(request))
          .as("%s", request)
          .containsAll(answers(plain))
          .containsAll(answers(careful));
    }

    private static List<String> answers(Message reply) {
      return reply.getSection(Section.ANSWER).stream().map(World::text).toList();
    }

    private static String text(Record record) {
      String text =
          Type.string(record.getType()) + " " + record.getTTL() + " " + record.rdataToString();
      return text.toLowerCase(Locale.ROOT);
    }

    private Finding finding(Message request) {
      Record question = request.getQuestion();
      QuestionKey key = QuestionKey.of(question.getName(), question.getType(), DClass.IN);
      AnswerShelf.Kept kept =
          asker
              .responder
              .shelf()
              .find(
                  key,
                  question.getName().canonicalize(),
                  question.getType(),
                  asker.responder.nowSeconds(),
                  random,
                  Caller.UNKNOWN,
                  true);
      assertThat(kept).as("%s", request).isNotNull();
      return kept.finding();
    }

    private Set<String> known(Message request) {
      Set<String> texts = new HashSet<>();
      for (Finding.Found found : finding(request).answers()) {
        texts.add(text(found.record()));
        found.chain().forEach(record -> texts.add(text(record)));
      }
      return texts;
    }

    /** In lower case: a compressed name has the letters of what it points to. */
    private static List<String> lines(Message message) {
      return DnsTable.lines(message, false).stream()
          .map(line -> line.toLowerCase(Locale.ROOT))
          .sorted()
          .toList();
    }

    /** Whether not all there is was given, so that both may have drawn others. */
    private boolean drawn(Message request, Message reply) {
      return reply.getRcode() == Rcode.NOERROR
          && (hasAlias(reply)
              || reply.getSection(Section.ANSWER).size() < finding(request).answers().size());
    }

    private static boolean hasAlias(Message reply) {
      return reply.getSection(Section.ANSWER).stream()
          .anyMatch(record -> record.getType() == Type.CNAME);
    }
  }
}
