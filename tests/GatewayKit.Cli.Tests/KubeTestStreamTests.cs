using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class KubeTestStreamTests : IDisposable
{
    private const string Manifests = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: data, namespace: shop }
        spec:
          gatewayClassName: gatewaykit
          listeners:
            - { name: tcp, port: 5432, protocol: TCP }
            - { name: passed, port: 8443, protocol: TLS, tls: { mode: Passthrough } }
            - { name: ended, port: 9443, protocol: TLS, tls: { mode: Terminate, certificateRefs: [ { name: cert } ] } }
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: TCPRoute
        metadata: { name: db, namespace: shop }
        spec: { parentRefs: [ { name: data, sectionName: tcp } ], rules: [ { backendRefs: [ { name: db, port: 5432 } ] } ] }
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: TLSRoute
        metadata: { name: db, namespace: shop }
        spec:
          parentRefs: [ { name: data, sectionName: passed }, { name: data, sectionName: ended } ]
          hostnames: [db.example.com]
          rules: [ { backendRefs: [ { name: db, port: 6432 } ] } ]
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: db, namespace: shop }
        spec: { ports: [ { name: plain, port: 5432 }, { name: tls, port: 6432 } ] }
        """;

    private readonly WorkFolder _folder = new WorkFolder().With("shop.yaml", Manifests);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Connections_are_compared_with_the_expected_ones()
    {
        _folder.With("tests.yaml", """
            requests:
              - request: GET tcp://db.example.com:5432/
                expect: { backend: shop/db, forwarded: { serverName: null } }
              - request: { method: POST, url: "tls://db.example.com:8443/a", body: text }
                expect: { backend: shop/db, forwarded: { method: POST, path: /a, serverName: db.example.com } }
              - request: GET tls://db.example.com:9443/
                expect: { backend: shop/db, forwarded: { serverName: null } }
              - { request: GET tls://other.example.com:8443/, expect: { backend: null } }
              - { request: GET tls://other.example.com:9443/, expect: 200 }
              - { request: GET tls://db.example.com:8443/, expect: { forwarded: { serverName: other } } }
            """);

        var end = await ResidentTool.RunAsync(_folder.Path, "kube", "test", "shop.yaml", "--expect", "tests.yaml");

        Assert.Equal(
            [
                "ok      GET tcp://db.example.com:5432/",
                "ok      POST tls://db.example.com:8443/a",
                "ok      GET tls://db.example.com:9443/",
                "ok      GET tls://other.example.com:8443/",
                "FAILED  GET tls://other.example.com:9443/",
                "        the connection is closed; expected 200.",
                "FAILED  GET tls://db.example.com:8443/",
                "        the forwarded serverName is 'db.example.com'; expected 'other'.",
                "4 of 6 request(s) have the expected response.",
            ],
            end.Output.SkipWhile(line => !line.StartsWith("ok", StringComparison.Ordinal)));
        Assert.Equal(1, end.ExitCode);
    }

    [Fact]
    public async Task The_pod_of_a_connection_is_shown()
    {
        var end = await ResidentTool.RunAsync(_folder.Path, "kube", "test", "shop.yaml", "--request", "GET tls://db.example.com:8443/a");

        Assert.Equal(
            [
                "GET tls://db.example.com:8443/a",
                "  status     200",
                "  backend    Service shop/db, port 6432",
                "  forwarded  GET /a",
                "             server name of TLS: db.example.com",
            ],
            end.Output.SkipWhile(line => !line.StartsWith("GET", StringComparison.Ordinal)).Take(5));
    }

    [Theory]
    [InlineData("GET tls://db.example.com/", "expect: 200", "it must have a host and a port, such as tls://db.example.com:5432/.")]
    [InlineData("GET tcp://db:5432/", "expect: { route: shop/db }", "the route of a connection isn't known; use backend.")]
    [InlineData("GET udp://db:5432/", "expect: 200", "start with http://, tcp://, tls:// or https://.")]
    public async Task A_connection_that_cant_be_compared_is_an_error(string request, string expect, string error)
    {
        _folder.With("tests.yaml", $"requests: [ {{ request: '{request}', {expect} }} ]");

        var end = await ResidentTool.RunAsync(_folder.Path, "kube", "test", "shop.yaml", "-e", "tests.yaml");

        Assert.Equal(1, end.ExitCode);
        Assert.EndsWith(error, Assert.Single(end.Errors), StringComparison.Ordinal);
    }
}
