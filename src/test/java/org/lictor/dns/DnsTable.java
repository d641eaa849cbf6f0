package org.lictor.dns;

import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
 * A table of questions and answers as text, and what records one from a running agent.
 *
 * <p>A row begins with {@code ? name type}, perhaps {@code edns=SIZE} and, where the agent draws
 * lots, {@code lots}: then records are counted and not compared. Lines of the answer follow,
 * sorted; rows end at an empty line, lines with {@code ;} are remarks.
 */
public final class DnsTable {
  private DnsTable() {}

  /** One question and the lines of its answer. */
  record Row(String question, List<String> answer) {
    Message request() throws IOException {
      String[] words = question.split(" ");
      Record asked =
          Record.newRecord(Name.fromString(words[0], Name.root), Type.value(words[1]), DClass.IN);
      Message message = Message.newQuery(asked);
      for (String word : words) {
        if (word.startsWith("edns=")) {
          message.addRecord(
              new OPTRecord(Integer.parseInt(word.substring(5)), 0, 0), Section.ADDITIONAL);
        }
      }
      return message;
    }

    boolean byLot() {
      return question.endsWith(" lots");
    }
  }

  static List<Row> read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    List<String> answer = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("? ")) {
        answer = new ArrayList<>();
        rows.add(new Row(line.substring(2), answer));
      } else if (!line.isBlank() && !line.startsWith(";")) {
        answer.add(line);
      }
    }
    return rows;
  }

  /** The lines for {@code message}: code and flags, then all records in the order of their text. */
  static List<String> lines(Message message, boolean byLot) {
    List<String> lines = new ArrayList<>();
    StringJoiner head = new StringJoiner(" ").add(Rcode.string(message.getRcode()));
    for (int flag : new int[] {Flags.QR, Flags.AA, Flags.TC, Flags.RD, Flags.RA}) {
      if (message.getHeader().getFlag(flag)) {
        head.add(Flags.string(flag));
      }
    }
    lines.add(head.toString());
    for (int section = Section.ANSWER; section <= Section.ADDITIONAL; section++) {
      String name = Section.string(section).toUpperCase(java.util.Locale.ROOT) + " ";
      List<Record> records = message.getSection(section);
      if (byLot) {
        records.stream()
            .map(record -> Type.string(record.getType()))
            .collect(Collectors.groupingBy(type -> type, TreeMap::new, Collectors.counting()))
            .forEach((type, count) -> lines.add(name + count + " " + type));
      } else {
        records.stream().map(DnsTable::text).sorted().forEach(text -> lines.add(name + text));
      }
    }
    return lines;
  }

  private static String text(Record record) {
    if (record instanceof OPTRecord opt) {
      return "OPT " + opt.getPayloadSize();
    }
    String data = record.rdataToString();
    if (record.getType() == Type.SOA) {
      // The serial is the time.
      data = data.replaceFirst(" [0-9]{10} ", " NOW ");
    }
    return record.getName()
        + " "
        + record.getTTL()
        + " "
        + Type.string(record.getType())
        + " "
        + data;
  }

  static Message ask(Message request, int port) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(5000);
      byte[] octets = request.toWire();
      socket.send(
          new DatagramPacket(octets, octets.length, InetAddress.getLoopbackAddress(), port));
      DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
      socket.receive(packet);
      return new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
    }
  }

  /**
   * Asks the agent on a loopback port, the first argument, the questions in a file, the second, and
   * prints a table.
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (Row row : read(Path.of(args[1]))) {
      out.println("? " + row.question());
      lines(ask(row.request(), Integer.parseInt(args[0])), row.byLot()).forEach(out::println);
      out.println();
    }
  }
}
