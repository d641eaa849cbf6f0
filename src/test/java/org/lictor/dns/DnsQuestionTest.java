package org.lictor.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

class DnsQuestionTest {
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "web.service,              A,   service web",
    "WEB.Service,              A,   service web",
    "web.service.dc1,          A,   service web",
    "web.service.dc1.dc,       A,   service web",
    "web.service.dc2,          A,   nobody",
    "web.service.dc1.peer,     A,   nobody",
    "web.service.a.b.dc1,      A,   nobody",
    "blue.web.service,         A,   service web tag blue",
    "v1.2.web.service,         A,   service web tag v1.2",
    "_web._tcp.service,        SRV, service web",
    "_web._tcp.service,        A,   service web",
    "_web._blue.service,       SRV, service web tag blue",
    "_web._udp.service,        SRV, service web tag udp",
    "_web._tcp,                SRV, service web",
    "_web._blue.dc1,           SRV, service web tag blue",
    "_web._tcp,                A,   nobody",
    "_web._tcp.dc2,            SRV, nobody",
    "service,                  A,   nobody",
    "node,                     A,   nobody",
    "web,                      A,   nobody",
    "n1.node,                  A,   node n1",
    "n1.example.com.node.dc1,  A,   node n1.example.com",
    "node.node,                A,   node node",
    "service.service,          A,   service service",
    "0a000001.addr,            A,   address 0a000001",
    "0a000001.addr.anything,   A,   address 0a000001",
    "0a0001.addr,              A,   nobody",
    "0a00000g.addr,            A,   nobody",
    "x.0a000001.addr,          A,   nobody",
    "any.thing,                SOA, zone",
    "any.thing,                NS,  zone",
    "db.service.dc1.dc,        A,   service db",
    "db.service.dc1.dc.dc1.dc, A,   service db",
    "db.service.dc2.dc,        A,   nobody",
    "db.service.default.ns,    A,   nobody",
    "db.service.default.ap,    A,   nobody",
    "db.service.group.sg,      A,   nobody",
    "db.service.p.peer,        A,   nobody",
    "db.service.d.ns.d.ap,     A,   nobody",
    "nearest.query,            A,   query nearest",
    "nearest.query.dc1,        A,   query nearest",
    "nearest.query.dc2,        A,   nobody",
    "nearest.query.dc1.dc,     A,   nobody",
    "geo.db.v1.query,          A,   query geo.db.v1",
    "_geo._tcp.query,          SRV, query geo",
    "_geo.db._tcp.query,       SRV, query geo.db",
    "_geo.query,               A,   query _geo",
    "query,                    A,   nobody",
    "web.connect,              A,   connect web",
    "x.web.connect.dc1,        A,   connect web",
    "web.connect.dc2,          A,   nobody",
    "connect,                  A,   nobody",
    "web.ingress,              A,   nobody",
    "web.virtual,              A,   virtual",
    "web.virtual.peer1,        A,   nobody",
    "virtual,                  A,   nobody",
  })
  void aNameAsksFor(String left, String type, String wanted) throws Exception {
    Name zone = Name.fromString("consul.");
    DnsQuestion question =
        DnsQuestion.parse(Name.fromString(left, zone), zone, Type.value(type), "dc1");
    assertThat(question.handledBy(new Words())).isEqualTo(wanted);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "1.0.9.10.in-addr.arpa., 10.9.0.1",
    "256.0.9.10.in-addr.arpa., ",
    "01.0.9.10.in-addr.arpa., ",
    "0.9.10.in-addr.arpa., ",
    "x.arpa., ",
    "6.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa., 2001:db8:0:0:0:0:0:6",
    "60.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa., ",
  })
  void aReverseNameIsAnAddress(String name, String wanted) throws Exception {
    assertThat(ReverseName.address(Name.fromString(name))).isEqualTo(wanted);
  }

  /** Questions in words. */
  private static final class Words implements DnsQuestion.Handler<String> {
    @Override
    public String service(DnsQuestion.Service question) {
      return (question.connect() ? "connect " : "service ")
          + question.name()
          + (question.tag() == null ? "" : " tag " + question.tag());
    }

    @Override
    public String prepared(DnsQuestion.Prepared question) {
      return "query " + question.name();
    }

    @Override
    public String virtual(DnsQuestion.Virtual question) {
      return "virtual";
    }

    @Override
    public String node(DnsQuestion.Node question) {
      return "node " + question.name();
    }

    @Override
    public String address(DnsQuestion.Address question) {
      return "address " + Hex.digits(question.octets());
    }

    @Override
    public String zone(DnsQuestion.ZoneApex question) {
      return "zone";
    }

    @Override
    public String reverse(DnsQuestion.Reverse question) {
      return "reverse";
    }

    @Override
    public String nobody(DnsQuestion.Nobody question) {
      return "nobody";
    }
  }
}
