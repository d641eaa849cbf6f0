package org.lictor.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
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
 * <p>A row begins with {@code ? name type}, perhaps {@code edns=SIZE}, {@code
 * subnet=ADDRESS/PREFIX}, {@code tcp}, {@code norecurse} and, where the agent draws lots, {@code
 * lots}: then records are counted and not compared. Lines of the answer follow, sorted; rows end at
 * an empty line, lines with {@code ;} are remarks.
 */
public final class DnsTable {
  private DnsTable() {}

  /** One question and the lines of its answer. */
  public record Row(String question, List<String> answer) {
    Message request() throws IOException {
      String[] words = question.split(" ");
      Record asked =
          Record.newRecord(Name.fromString(words[0], Name.root), Type.value(words[1]), DClass.IN);
      Message message = Message.newQuery(asked);
      if (has("norecurse")) {
        message.getHeader().unsetFlag(Flags.RD);
      }
      String edns = value("edns=");
      String subnet = value("subnet=");
      if (!edns.isEmpty() || !subnet.isEmpty()) {
        int size = edns.isEmpty() ? 1232 : Integer.parseInt(edns);
        message.addRecord(new OPTRecord(size, 0, 0, 0, options(subnet)), Section.ADDITIONAL);
      }
      return message;
    }

    private static List<EDNSOption> options(String subnet) throws IOException {
      if (subnet.isEmpty()) {
        return List.of();
      }
      String[] parts = subnet.split("/");
      return List.of(
          new ClientSubnetOption(Integer.parseInt(parts[1]), InetAddress.getByName(parts[0])));
    }

    private boolean has(String word) {
      return List.of(question.split(" ")).contains(word);
    }

    private String value(String name) {
      for (String word : question.split(" ")) {
        if (word.startsWith(name)) {
          return word.substring(name.length());
        }
      }
      return "";
    }

    boolean byLot() {
      return has("lots");
    }

    /** The lines that the agent on a loopback port answers with. */
    public List<String> askedOf(int port) throws IOException {
      return lines(has("tcp") ? askOverTcp(request(), port) : ask(request(), port), byLot());
    }

    /** The question, as JUnit shows it. */
    @Override
    public String toString() {
      return question;
    }
  }

  /** The rows of a table. */
  public static List<Row> read(Path file) throws IOException {
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
      StringBuilder line = new StringBuilder("OPT " + opt.getPayloadSize());
      for (EDNSOption option : opt.getOptions()) {
        if (option instanceof ClientSubnetOption subnet) {
          line.append(" subnet ").append(subnet.getAddress().getHostAddress());
          line.append('/').append(subnet.getSourcePrefixLength());
          line.append('/').append(subnet.getScopePrefixLength());
        }
      }
      return line.toString();
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

  static Message askOverTcp(Message request, int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5000);
      byte[] octets = request.toWire();
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeShort(octets.length);
      out.write(octets);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] answer = new byte[in.readUnsignedShort()];
      in.readFully(answer);
      return new Message(answer);
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
      row.askedOf(Integer.parseInt(args[0])).forEach(out::println);
      out.println();
    }
  }
}
