package org.lictor.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Query;

/** {@code members}: who belongs to the cluster, as the agent sees it. */
final class MembersCommand implements Command {
  /** Scripts tell by this code that nobody matched. */
  private static final int NOBODY = 2;

  @Override
  public String usage() {
    return """
        Usage: lictor members [options]

          Lists the members the agent knows: those that are there, and those that
          failed or left not long ago. The exit code is 2 if no member matches.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client();
    flags.toggle("detailed", "Show the tags of each member.");
    flags.toggle("wan", "List the members of the WAN pool; servers only.");
    flags.text("status", ".*", "Show only members whose status matches this regular expression.");
    flags.text("segment", "_all", "Show only members of this network segment.");
    flags.text("filter", "", "Filter expression that the agent applies.");
    flags.value("partition", "Name of the admin partition to ask (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    Pattern status = status(call.flags().text("status"));
    List<Member> members = new ArrayList<>();
    for (Member member : ask(call)) {
      if (status == null || status.matcher(member.status()).find()) members.add(member);
    }
    if (members.isEmpty()) return NOBODY;
    Collections.sort(members);
    call.say(call.flags().on("detailed") ? detailed(members) : standard(members));
    return 0;
  }

  private static @Nullable Pattern status(String expression) throws Failure {
    if (expression.equals(".*")) return null;
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new Failure("Failed to compile status regexp: ".concat(GoRegexp.complaint(e)));
    }
  }

  private static List<Member> ask(Call call) throws Failure {
    Query query = call.readQuery().withUnlessEmpty("segment", call.flags().text("segment"));
    if (call.flags().on("wan")) query.with("wan", "1");
    query.withUnlessEmpty("filter", call.flags().text("filter"));
    try {
      List<Member> members = new ArrayList<>();
      for (Map<String, Object> member : call.agent().get("/v1/agent/members", query).ok().objects())
        members.add(Member.of(member));
      return members;
    } catch (AgentException e) {
      throw Call.failed("Error retrieving members", e);
    }
  }

  private static String standard(List<Member> members) {
    Table table =
        new Table(
            "Node", "Address", "Status", "Type", "Build", "Protocol", "DC", "Partition", "Segment");
    for (Member member : members) {
      if (member.type().equals("unknown")) {
        table.row(member.name(), member.address(), member.status(), "unknown", "", "", "", "", "");
      } else {
        table.row(
            member.name(),
            member.address(),
            member.status(),
            member.type(),
            member.build(),
            member.tag("vsn"),
            member.tag("dc"),
            member.tag("ap"),
            member.tag("segment"));
      }
    }
    return table.toString();
  }

  private static String detailed(List<Member> members) {
    Table table = new Table("Node", "Address", "Status", "Tags");
    for (Member member : members)
      table.row(member.name(), member.address(), member.status(), member.tagList());
    return table.toString();
  }
}
