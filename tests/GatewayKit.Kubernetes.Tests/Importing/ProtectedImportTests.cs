using System.Net;
using System.Text;

namespace GatewayKit.Kubernetes.Tests.Importing;

/// <summary>The answers of an import are those of its Ingresses: TLS, protections, limits and protocols of backends.</summary>
public sealed class ProtectedImportTests(ProtectedCluster cluster) : IClassFixture<ProtectedCluster>
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("http://users.example/a?x=1", "308", "Location: https://users.example/a?x=1")]
    [InlineData("http://users.example/b", "404", "")]
    [InlineData("https://users.example/a", "401", "WWW-Authenticate: Basic realm=\"Shop\"")]
    [InlineData("https://users.example/b", "404", "")]
    [InlineData("http://auth.example/", "401", "")]
    [InlineData("http://people.example/", "401", "WWW-Authenticate: Basic realm=\"Authentication required\"")]
    [InlineData("http://certified.example/", "308", "Location: https://certified.example/")]
    [InlineData("https://certified.example/", "403", "")]
    [InlineData("http://paged.example/200", "200", "failed")]
    [InlineData("http://paged.example/500", "500", "failed")]
    [InlineData(
        "http://paged.example/404?a=b", "200",
        "X-Code=404 X-Format= X-Ingress-Name=paged X-Namespace=team X-Original-URI=/404?a=b X-Service-Name=failing X-Service-Port=80")]
    [InlineData("http://denied.example/", "403", "")]
    [InlineData("https://denied.example/", "403", "")]
    [InlineData("http://closed.example/", "308", "Location: https://closed.example/")]
    [InlineData("https://closed.example/", "503", "")]
    [InlineData("http://a.spare.example/", "308", "Location: https://a.spare.example/")]
    [InlineData("https://a.spare.example/x", "200", "two")]
    [InlineData("http://secure.example/", "200", "tls ")]
    [InlineData("http://verified.example/", "200", "tls CN=client.example")]
    [InlineData("http://mixed.example/", "200", "one")]
    [InlineData("https://mixed.example/", "200", "one")]
    public async Task A_request_gets_the_same_answer(string url, string status, string part)
    {
        var answer = await cluster.Gateways.AskAsync("GET", url);

        Assert.StartsWith(status + "\n", answer, Ordinal);
        Assert.Contains(part, answer, Ordinal);
    }

    [Theory]
    [InlineData("https://users.example/a", "user:secret", "200")]
    [InlineData("https://users.example/a", "user:wrong", "401")]
    [InlineData("https://users.example/a", "other:secret", "401")]
    [InlineData("http://people.example/", "alice:secret", "200")]
    [InlineData("http://people.example/", "bob.b:other", "200")]
    [InlineData("http://people.example/", "alice:other", "401")]
    public async Task Users_have_the_same_passwords(string url, string credentials, string status)
        => Assert.StartsWith(status, await AuthorizedAsync(
            url, "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))), Ordinal);

    [Theory]
    [InlineData("Bearer good", "200")]
    [InlineData("Bearer bad", "401")]
    public async Task The_authorization_service_decides_in_the_same_way(string authorization, string status)
        => Assert.StartsWith(status, await AuthorizedAsync("http://auth.example/", authorization), Ordinal);

    [Theory]
    [InlineData("https://calls.example/pkg.Service/Method", "200")]
    [InlineData("https://calls.example/pkg.Other/Method", "404")]
    [InlineData("https://mixed.example/pkg.Service/Method", "200")]
    public async Task Calls_of_gRPC_get_the_same_answer(string url, string status)
    {
        var answer = await cluster.Gateways.AskAsync("POST", url, HttpVersion.Version20);

        Assert.StartsWith(status, answer, Ordinal);
        Assert.Equal(status == "200", answer.EndsWith("calls", Ordinal));
    }

    [Fact]
    public async Task Clients_with_a_certificate_get_in()
    {
        var answer = await cluster.Gateways.AskCertifiedAsync("https://certified.example/");

        Assert.StartsWith("200\n", answer, Ordinal);
        Assert.EndsWith("SUCCESS CN=alice", answer, Ordinal);
    }

    [Fact]
    public async Task Another_server_gets_the_same_copies()
    {
        Assert.StartsWith("200\n", await cluster.Gateways.AskAsync("GET", "http://copied.example/a?b=c"), Ordinal);

        var first = await cluster.Copies.Reader.ReadAsync().AsTask().WaitAsync(s_patience);
        Assert.EndsWith(" /a?b=c", first, Ordinal);
        Assert.StartsWith("127.0.0.1:", first, Ordinal);
        Assert.Equal(first, await cluster.Copies.Reader.ReadAsync().AsTask().WaitAsync(s_patience));
    }

    [Fact]
    public async Task All_paths_of_an_Ingress_share_a_limit()
    {
        var statuses = new List<string>();
        foreach (var path in new[] { "a", "b", "a", "b" })
            statuses.Add((await cluster.Gateways.AskAsync("GET", $"http://limited.example/{path}")).Split('\n')[0]);

        Assert.Equal(["200", "200", "200", "429"], statuses);
    }

    [Fact]
    public async Task A_cookie_keeps_clients_at_an_endpoint()
    {
        foreach (var gateway in new[] { cluster.Gateways.Ingress, cluster.Gateways.Imported })
        {
            var answer = await gateway.AskAsync("GET", "http://sticky.example/", HttpVersion.Version11);
            Assert.Contains("\nSet-Cookie: stick=", answer, Ordinal);
        }
    }

    [Fact]
    public void The_kinds_of_routes_depend_on_the_other_routes_of_their_hosts()
    {
        var yaml = cluster.Gateways.Import.Manifests.Single(manifest => manifest.Name == "team.yaml").Yaml;

        Assert.Contains("kind: GRPCRoute\nmetadata:\n  name: calls\n", yaml, Ordinal);
        Assert.Contains(
            "kind: HTTPRoute\nmetadata:\n  name: mixed-calls\n  namespace: team\n"
                + "  annotations:\n    gatewaykit.io/backend-protocol: GRPC\n",
            yaml, Ordinal);
        Assert.Contains("kind: BackendTLSPolicy\nmetadata:\n  name: tls-verified\n", yaml, Ordinal);
    }

    [Fact]
    public void Only_the_snippet_is_not_imported()
    {
        var warning = Assert.Single(cluster.Gateways.Import.Warnings);

        Assert.StartsWith("Ingress team/closed: nginx.ingress.kubernetes.io/configuration-snippet: ", warning, Ordinal);
        Assert.EndsWith(
            "Requests get the status 503. Express the snippet with plugins, then remove the annotation.", warning, Ordinal);
    }

    private Task<string> AuthorizedAsync(string url, string authorization)
        => cluster.Gateways.AskAsync("GET", url, null, ("Authorization", authorization));
}
