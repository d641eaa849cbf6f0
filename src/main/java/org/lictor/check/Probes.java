package org.lictor.check;

/** Makes the probe of a polled check. For any thread. */
@FunctionalInterface
public interface Probes {
  /** A new probe, not yet run. */
  Probe probeFor(PolledSpec spec, int outputLimit);

  /** The real ones. */
  static Probes real(ProbeTls tls) {
    return (spec, outputLimit) ->
        spec.handledBy(
            new PolledSpec.Handler<Probe>() {
              @Override
              public Probe script(ScriptSpec script) {
                return new ScriptProbe(script, outputLimit);
              }

              @Override
              public Probe http(HttpSpec http) {
                return new HttpProbe(http, outputLimit, tls);
              }

              @Override
              public Probe tcp(TcpSpec tcp) {
                return new TcpProbe(tcp, tls);
              }

              @Override
              public Probe udp(UdpSpec udp) {
                return new UdpProbe(udp);
              }

              @Override
              public Probe grpc(GrpcSpec grpc) {
                return new GrpcProbe(grpc, tls);
              }

              @Override
              public Probe h2ping(H2PingSpec h2ping) {
                return new H2PingProbe(h2ping, tls);
              }

              @Override
              public Probe docker(DockerSpec docker) {
                return new DockerProbe(docker, outputLimit, DockerEndpoint.ofEnvironment());
              }

              @Override
              public Probe osService(OsServiceSpec service) {
                return new OsServiceProbe(service);
              }
            });
  }
}
