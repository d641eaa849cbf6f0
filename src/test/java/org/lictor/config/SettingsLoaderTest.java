package org.lictor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lictor.config.DnsSettings.Soa;
import org.lictor.config.ServiceDefinition.TaggedAddress;
import org.lictor.config.ServiceDefinition.Weights;

class SettingsLoaderTest {
  @TempDir Path directory;
  private ConfigScene scene;

  @BeforeEach
  void aHost() {
    scene = new ConfigScene(directory);
  }

  @Test
  void theDefaultsAreThoseOfConsul() {
    Settings settings = scene.agent("");
    assertThat(settings.node())
        .isEqualTo(
            new NodeSettings(
                "host-1",
                Optional.empty(),
                false,
                Map.of(),
                "dc1",
                "dc1",
                Optional.of(directory.resolve("data")),
                Optional.empty()));
    assertThat(settings.role()).isEqualTo(new RoleSettings(false, false, false, 0));
    assertThat(settings.ports()).isEqualTo(new PortSettings(8600, 8500, -1, 8300, 8301, 8302));
    assertThat(settings.addresses().bind().isAnyLocalAddress()).isTrue();
    assertThat(settings.addresses().tagged())
        .hasToString("{lan=10.0.0.7, wan=10.0.0.7, lan_ipv4=10.0.0.7, wan_ipv4=10.0.0.7}");
    assertThat(settings.addresses().http()).containsExactly("127.0.0.1");
    assertThat(settings.dns())
        .isEqualTo(
            new DnsSettings(
                "consul.",
                "",
                List.of(),
                true,
                Duration.ofHours(87_600),
                Duration.ZERO,
                Map.of(),
                false,
                false,
                3,
                0,
                false,
                Duration.ofSeconds(2),
                DnsSettings.RecursorStrategy.SEQUENTIAL,
                true,
                new Soa(3600, 600, 86_400, 0),
                false,
                Duration.ZERO));
    assertThat(settings.http())
        .isEqualTo(
            new HttpSettings(
                Map.of(),
                List.of(),
                List.of(),
                0,
                true,
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                Duration.ZERO));
    assertThat(settings.limits())
        .isEqualTo(
            new LimitSettings(
                200,
                524_288,
                524_288,
                Duration.ofSeconds(5),
                LimitSettings.RequestLimits.DISABLED,
                -1,
                -1));
    assertThat(settings.checks())
        .isEqualTo(new CheckSettings(false, false, Duration.ofMinutes(5), 4096, false, false));
    assertThat(settings.leave()).isEqualTo(new LeaveSettings(true, false, Duration.ofSeconds(5)));
    assertThat(settings.log().level()).isEqualTo("INFO");
    assertThat(settings.acl().enabled()).isFalse();
    assertThat(settings.acl().defaultPolicy()).isEqualTo(AclSettings.Policy.ALLOW);
    assertThat(settings.cluster().retryInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.cluster().reconnectTimeout()).isEqualTo(Duration.ofHours(72));
    assertThat(settings.raft())
        .isEqualTo(
            new RaftSettings(5, Duration.ofSeconds(7), 16_384, Duration.ofSeconds(30), 10_240));
    assertThat(settings.autopilot())
        .isEqualTo(
            new AutopilotSettings(true, Duration.ofMillis(200), 250, 0, Duration.ofSeconds(10)));
    assertThat(settings.ui()).isEqualTo(new UiSettings(false, Optional.empty(), "/ui/", Map.of()));
    assertThat(settings.sessionTtlMin()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.remoteExec()).isFalse();
    assertThat(settings.unusedKeys()).isEmpty();
  }

  @Test
  void devModeIsAServerOfItsOwnOnLoopback() {
    Settings settings = scene.load("-dev", "-data-dir", "d");
    assertThat(settings.role()).isEqualTo(new RoleSettings(true, true, false, 0));
    assertThat(settings.role().solo()).isTrue();
    assertThat(settings.node().dataDir()).isEmpty();
    assertThat(settings.addresses().tagged()).containsEntry("lan", "127.0.0.1");
    assertThat(settings.ui().enabled()).isTrue();
    assertThat(settings.log().level()).isEqualTo("DEBUG");
    assertThat(settings.raft().multiplier()).isEqualTo(1);
    assertThat(settings.checks().localScripts()).isTrue();
    assertThat(settings.checks().remoteScripts()).isFalse();
    assertThat(settings.warnings()).isEmpty();
    assertThat(scene.load("-dev", "-ui-dir", "x").ui().dir()).contains(directory.resolve("x"));
  }

  @Test
  void leavingDependsOnTheRoleUntilItIsSaid() {
    assertThat(scene.agent("server = true").leave())
        .isEqualTo(new LeaveSettings(false, true, Duration.ofSeconds(5)));
    assertThat(
            scene
                .agent("server = true leave_on_terminate = true skip_leave_on_interrupt = false")
                .leave())
        .isEqualTo(new LeaveSettings(true, false, Duration.ofSeconds(5)));
  }

  @Test
  void anExpectationOfOneServerIsBootstrap() {
    assertThat(scene.agent("server = true bootstrap_expect = 1").role())
        .isEqualTo(new RoleSettings(false, true, true, 0));
    assertThat(scene.agent("server = true bootstrap_expect = 3").role())
        .isEqualTo(new RoleSettings(false, true, false, 3));
  }

  @Test
  void sourcesAreLaidOverEachOtherInConsulsOrder() throws IOException {
    scene.file(
        "a.hcl",
        "data_dir = \"d\" node_name = \"file\" recursors = [\"2.2.2.2\"] server = true"
            + " bind_addr = \"1.1.1.1\""
            + " ports { http = 1 dns = 2 } node_meta { a = \"1\" b = \"1\" } service { name = \"one\" }");
    scene.file(
        "conf/10.json",
        "{\"server\": false, \"recursors\": [\"3.3.3.3\"], \"Node_Meta\": {\"b\": \"2\"}, "
            + "\"services\": [{\"name\": \"two\"}], \"log_level\": \"warn\"}");
    scene.file(
        "conf/2.json",
        "{\"recursors\": [\"4.4.4.4\"], \"ports\": {\"dns\": 3}, \"check\": {\"name\":\"c\",\"ttl\":\"1s\"}}");
    scene.file("conf/sub/x.json", "{\"bogus\": 1}").file("conf/readme.txt", "not settings");
    Settings settings =
        scene.load(
            "-node",
            "flag",
            "-recursor",
            "1.1.1.1",
            "-config-file",
            "a.hcl",
            "-config-dir",
            "conf",
            "-hcl",
            "ports { http = 9 }",
            "-hcl",
            "log_level = \"err\"",
            "-http-port",
            "5",
            "-node-meta",
            "c:3");
    assertThat(settings.dns().recursors())
        .containsExactly("1.1.1.1", "2.2.2.2", "3.3.3.3", "4.4.4.4");
    assertThat(settings.node().name()).isEqualTo("flag");
    assertThat(settings.role().server()).isFalse();
    assertThat(settings.node().meta()).hasToString("{a=1, b=2, c=3}");
    assertThat(settings.ports().http()).isEqualTo(9);
    assertThat(settings.ports().dns()).isEqualTo(3);
    assertThat(settings.log().level()).isEqualTo("ERROR");
    assertThat(settings.services())
        .extracting(ServiceDefinition::name)
        .containsExactly("one", "two");
    assertThat(settings.checkDefinitions()).extracting(CheckDefinition::id).containsExactly("");
    assertThat(settings.configPaths()).containsExactly("a.hcl", "conf");
    assertThat(settings.warnings())
        .containsExactly(
            "skipping file conf/readme.txt, extension must be .hcl or .json, or config format must be set");
  }

  @Test
  void filesOfOtherNamesNeedAFormat() throws IOException {
    scene.file("settings", "{\"data_dir\": \"d\"} # json is HCL, too");
    assertThatThrownBy(() -> scene.load("-config-file", "settings"))
        .hasMessage(
            "file settings has unknown extension; must be .hcl or .json, or config format must be set");
    assertThat(scene.load("-config-file", "settings", "-config-format", "json").node().dataDir())
        .isPresent();
    assertThat(scene.load("-config-file", "settings", "-config-format", "hcl").node().dataDir())
        .isPresent();
    assertThatThrownBy(() -> scene.load("-config-file", "settings", "-config-format", "xml"))
        .hasMessage("config: -config-format must be either 'hcl' or 'json'");
    assertThatThrownBy(() -> scene.load("-config-file", "/nowhere.json"))
        .hasMessage(
            "config: Open failed on /nowhere.json. open /nowhere.json: no such file or directory");
  }

  @Test
  void symbolicLinksAreFollowed() throws IOException {
    scene.file("real/a", "{\"data_dir\": \"d\", \"node_name\": \"linked\"}");
    Files.createDirectories(directory.resolve("conf"));
    Files.createSymbolicLink(directory.resolve("conf/a.json"), directory.resolve("real/a"));
    assertThat(scene.load("-config-dir", "conf").node().name()).isEqualTo("linked");
  }

  @Test
  void theServiceFileOfTheArticleWorks() throws IOException {
    scene.file(
        "web.json",
        """
        { # the web service
          "service": {"name": "web", "port": 80,
            "check": {"script": "curl localhost:80 >/dev/null 2>&1", "interval": "15s"}}}
        """);
    Settings settings = scene.load("-dev", "-config-dir", ".");
    ServiceDefinition web = settings.services().get(0);
    assertThat(web.id()).isEqualTo("web");
    assertThat(web.port()).isEqualTo(80);
    assertThat(web.weights()).isEqualTo(new Weights(1, 1));
    assertThat(web.checks())
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.script()).isEqualTo("curl localhost:80 >/dev/null 2>&1");
              assertThat(check.interval()).isEqualTo(Duration.ofSeconds(15));
              assertThat(check.runsProgram()).isTrue();
            });
    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void aServiceIsReadWithAllItsFields() {
    ServiceDefinition service =
        scene
            .dev(
                """
        service {
          id = "w1" name = "w" tags = ["a", "b"] address = "10.1.1.1" port = 80 enable_tag_override = true token = "t"
          tagged_addresses { lan { address = "10.1.1.2" port = 81 } } meta { k = "v" } weights { warning = 0 }
          kind = "" proxy { x = 1 } connect { native = true } locality { region = "r" zone = "z" }
          checks = [{ ttl = "1s" }] check { id = "c1" tcp = "h:1" interval = "1m30s" }
        }
        services { name = "old" tag = "single" }
        services { name = "empty" check {} }""")
            .services()
            .get(2);
    assertThat(service.id()).isEqualTo("w1");
    assertThat(service.tags()).containsExactly("a", "b");
    assertThat(service.taggedAddresses())
        .containsOnly(Map.entry("lan", new TaggedAddress("10.1.1.2", 81)));
    assertThat(service.meta()).containsOnly(Map.entry("k", "v"));
    assertThat(service.weights()).isEqualTo(new Weights(1, 0));
    assertThat(service.enableTagOverride()).isTrue();
    assertThat(service.connectNative()).isTrue();
    assertThat(service.locality()).isEqualTo(new ServiceDefinition.Locality("r", "z"));
    assertThat(service.checks()).extracting(CheckDefinition::id).containsExactly("", "c1");
    List<ServiceDefinition> all =
        scene
            .dev("services { name = \"old\" tag = \"x\" } " + "services { name = \"e\" check {} }")
            .services();
    assertThat(all.get(0).tags()).containsExactly("x");
    assertThat(all.get(1).checks()).isEmpty();
  }

  @Test
  void aCheckIsReadWithAllItsFieldsAndAliases() {
    CheckDefinition check =
        scene
            .dev(
                """
        check {
          id = "i" name = "n" notes = "o" serviceid = "s" status = "passing" token = "t" scriptargs = ["a", "b"]
          shell = "/bin/sh"
          dockercontainerid = "d" interval = "10s" timeout = "1s" tlsskipverify = true tls_server_name = "x"
          success_before_passing = 1 failures_before_critical = 3 deregistercriticalserviceafter = "90m"
          output_max_size = 5
        }
        checks = [{ name = "h" http = "http://x" method = "POST" header { A = ["1", "2"] } body = "b"
          disable_redirects = true
          interval = "1s" }, { name = "p" h2ping = "h:1" interval = "1s" }]""")
            .checkDefinitions()
            .get(2);
    assertThat(check.id()).isEqualTo("i");
    assertThat(check.serviceId()).isEqualTo("s");
    assertThat(check.args()).containsExactly("a", "b");
    assertThat(check.dockerContainerId()).isEqualTo("d");
    assertThat(check.tlsSkipVerify()).isTrue();
    assertThat(check.failuresBeforeWarning()).isEqualTo(3);
    assertThat(check.deregisterAfter()).isEqualTo(Duration.ofMinutes(90));
    assertThat(check.h2pingTls()).isFalse();
    List<CheckDefinition> others =
        scene
            .dev(
                "checks = [{ name = \"h\" http = \"u\" header { A = [\"1\", \"2\"] }"
                    + " interval = \"1s\" },"
                    + " { name = \"p\" h2ping = \"h:1\" interval = \"1s\" }]")
            .checkDefinitions();
    assertThat(others.get(0).header()).containsOnly(Map.entry("A", List.of("1", "2")));
    assertThat(others.get(1).h2pingTls()).isTrue();
  }

  @Test
  void oldKeysMeanTodaysAndYieldToThem() {
    Settings settings =
        scene.agent(
            """
        acl_datacenter = "dc1" acl_default_policy = "deny" acl_token = "t" acl_master_token = "m" acl_ttl = "5s"
        recursor = "8.8.8.8" http_api_response_headers { X = "y" } statsd_addr = "h:1" statsite_prefix = "p"
        start_join = ["a"] retry_join = ["b"] ui_dir = "u" cert_file = "c" verify_incoming_rpc = true""");
    assertThat(settings.acl().enabled()).isTrue();
    assertThat(settings.acl().defaultPolicy()).isEqualTo(AclSettings.Policy.DENY);
    assertThat(settings.acl().tokens().initialManagement()).contains("m");
    assertThat(settings.acl().tokenTtl()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.acl().toString()).doesNotContain("initialManagement");
    assertThat(settings.dns().recursors()).containsExactly("8.8.8.8");
    assertThat(settings.http().responseHeaders()).containsOnly(Map.entry("X", "y"));
    assertThat(settings.telemetry().statsd()).isEqualTo("h:1");
    assertThat(settings.telemetry().metricsPrefix()).isEqualTo("p");
    assertThat(settings.cluster().retryJoin()).containsExactlyInAnyOrder("a", "b");
    assertThat(settings.ui().dir()).contains(directory.resolve("u"));
    assertThat(settings.tls().https().certFile()).contains(directory.resolve("c"));
    assertThat(settings.tls().https().verifyIncoming()).isFalse();
    assertThat(settings.tls().internal().verifyIncoming()).isTrue();
    assertThat(
            scene
                .agent("acl_token = \"old\" acl { tokens { default = \"new\" } }")
                .acl()
                .tokens()
                .byDefault())
        .contains("new");
  }

  @Test
  void keysThatNothingActsOnAreNamedOnce() {
    assertThat(
            scene
                .load(
                    "-dev",
                    "-atlas",
                    "x",
                    "-hcl",
                    "connect { enabled = true } ports { grpc = 1 }",
                    "-hcl",
                    "connect { enabled = false } telemetry { circonus_api_url = \"x\" }")
                .unusedKeys())
        .containsExactly(
            "atlas_infrastructure", "connect", "ports.grpc", "telemetry.circonus_api_url");
  }

  @ParameterizedTest
  @CsvSource({
    "{{ GetPrivateIP }}, 10.0.0.7",
    "{{ GetPublicIPs }}, 2001:db8::7",
    "'{{ GetInterfaceIPs \"l.\" }}', 127.0.0.1",
    "'{{ GetInterfaceIP \"eth0\" }}', 10.0.0.7",
    "'{{GetInterfaceIP `lo`}}', 127.0.0.1",
    "192.168.1.1, 192.168.1.1",
    "[2001:db8::1], 2001:db8::1",
    "::1, ::1"
  })
  void bindAddressesMayBeTemplates(String text, String address) {
    assertThat(ConfigScene.text(scene.load("-data-dir", "d", "-bind", text).addresses().bind()))
        .isEqualTo(address);
  }

  @Test
  void everyAddressOfVersionSixAdvertisesThePublicOne() {
    assertThat(scene.load("-data-dir", "d", "-bind", "::").addresses().tagged())
        .hasToString(
            "{lan=2001:db8::7, wan=2001:db8::7, lan_ipv6=2001:db8::7, wan_ipv6=2001:db8::7}");
  }

  @Test
  void clientAddressesMayBeSeveralAndEachListenerItsOwn() {
    AddressSettings addresses =
        scene
            .agent(
                "client_addr = \"127.0.0.1 {{ GetPrivateIP }} 127.0.0.1\""
                    + " addresses { dns = \"10.0.0.9\" http = \"unix:///tmp/s 10.0.0.8\" }")
            .addresses();
    assertThat(addresses.https()).containsExactly("127.0.0.1", "10.0.0.7");
    assertThat(addresses.dns()).containsExactly("10.0.0.9");
    assertThat(addresses.http()).containsExactly("unix:///tmp/s", "10.0.0.8");
  }

  @Test
  void writersMayBeLimitedToNetworks() {
    HttpSettings http =
        scene.agent("http_config { allow_write_http_from = [\"10.0.0.0/9\", \"::1/128\"] }").http();
    assertThat(http.mayWrite(IpAddresses.parse("10.127.255.255").orElseThrow())).isTrue();
    assertThat(http.mayWrite(IpAddresses.parse("10.128.0.0").orElseThrow())).isFalse();
    assertThat(http.mayWrite(IpAddresses.parse("::1").orElseThrow())).isTrue();
    assertThat(http.mayWrite(IpAddresses.parse("::2").orElseThrow())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"web, 1", "web-a, 2", "web-abc, 3", "other, 4"})
  void aServiceTtlIsThatOfTheLongestPattern(String service, int seconds) {
    DnsSettings dns =
        scene
            .agent(
                "dns_config { service_ttl { web = \"1s\" \"web*\" = \"2s\" "
                    + "\"web-ab*\" = \"3s\" \"*\" = \"4s\" } }")
            .dns();
    assertThat(dns.ttlOf(service)).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(scene.agent("").dns().ttlOf(service)).isEqualTo(Duration.ZERO);
  }

  @Test
  void variablesAndPropertiesStandForFlags() throws IOException {
    scene.file("a/x.json", "{\"node_name\": \"a\"}").file("b/x.json", "{\"domain\": \"b\"}");
    scene.variables.putAll(
        Map.of(
            "LICTOR_CONFIG_DIR",
            "a" + File.pathSeparator + "b",
            "LICTOR_DATA_DIR",
            "d",
            "LICTOR_DNS_PORT",
            "53",
            "LICTOR_HTTP_PORT",
            "1",
            "LICTOR_SERVER",
            "true",
            "LICTOR_BOOTSTRAP_EXPECT",
            "3",
            "LICTOR_RETRY_JOIN",
            "h1, h2",
            "LICTOR_HTTP_ADDR",
            "not a setting",
            "LICTOR_NODE",
            ""));
    scene.properties.putAll(
        Map.of("lictor.dns-port", "54", "lictor.client", "10.0.0.7", "user.name", "x"));
    Settings settings = scene.load("-http-port", "2", "-retry-join", "h3");
    assertThat(settings.node().name()).isEqualTo("a");
    assertThat(settings.dns().domain()).isEqualTo("b.");
    assertThat(settings.ports().dns()).isEqualTo(54);
    assertThat(settings.ports().http()).isEqualTo(2);
    assertThat(settings.role()).isEqualTo(new RoleSettings(false, true, false, 3));
    assertThat(settings.cluster().retryJoin()).containsExactly("h3");
    assertThat(settings.addresses().client()).containsExactly("10.0.0.7");
  }

  @Test
  void aBadVariableIsNamed() {
    scene.variables.put("LICTOR_SERVER", "maybe");
    assertThatThrownBy(() -> scene.load("-dev"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "LICTOR_SERVER: invalid "
                + "boolean value \"maybe\" for -server: strconv.ParseBool: parsing \"maybe\": invalid syntax");
  }

  @Test
  void deployedWithoutAWordItIsADurableServerOfItsOwn() {
    Settings settings = scene.deployed();
    assertThat(settings.role()).isEqualTo(new RoleSettings(false, true, true, 0));
    assertThat(settings.node().dataDir()).contains(directory.resolve("lictor-data"));
    assertThat(settings.addresses().tagged()).containsEntry("lan", "127.0.0.1");
    assertThat(settings.warnings()).isEmpty();
    scene.variables.put("LICTOR_RETRY_JOIN", "h1");
    assertThat(scene.deployed().role()).isEqualTo(new RoleSettings(false, false, false, 0));
    assertThat(scene.deployed().node().dataDir()).contains(directory.resolve("lictor-data"));
    scene.variables.put("LICTOR_DEV", "true");
    assertThat(scene.deployed().node().dataDir()).isEmpty();
  }

  @Test
  void deployedByTheCommandLineItObeysThatLine() {
    scene.properties.put("lictor.agent.args", "-data-dir\nmy dir\n-node\nn1");
    assertThat(scene.deployed().node().name()).isEqualTo("n1");
    assertThat(scene.deployed().node().dataDir()).contains(directory.resolve("my dir"));
    assertThat(scene.deployed().role().server()).isFalse();
    scene.properties.put("lictor.agent.args", "");
    assertThatThrownBy(scene::deployed).hasMessage("data_dir cannot be empty");
  }

  @Test
  void theRealMachineHasAddressesAndAName() {
    Environment machine = Environment.ofProcess();
    assertThat(machine.hostName()).isNotBlank();
    assertThat(machine.network().list()).anyMatch(entry -> entry.address().isLoopbackAddress());
  }
}
