using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Plugins.Tests.MtlsAuth;

/// <summary>Certificates of TLS connections.</summary>
public sealed class MtlsAuthTests : IDisposable
{
    private static readonly TestAuthority s_root = TestAuthority.Root("CN=root,O=Example");
    private static readonly TestAuthority s_other = TestAuthority.Root("CN=other");
    private static readonly TestAuthority s_middle = s_root.Intermediate();
    private static readonly TestCertificate s_alice = new()
    {
        Subject = new("CN=alice, O=\"Example, Inc.\""),
        DnsNames = ["alice.example.com"],
        Uris = ["spiffe://example.com/alice"],
        Emails = ["alice@example.com"],
    };

    private readonly CertificateFolder _folder = new();

    public MtlsAuthTests()
    {
        _folder.Write("ca.pem", s_root.Pem);
        _folder.Write("middle.pem", s_middle.Pem);
    }

    [Theory]
    [InlineData("subject: 'CN=alice, O=Example\\, Inc.'")]
    [InlineData("dnsName: ALICE.example.com")]
    [InlineData("uri: 'spiffe://example.com/alice'")]
    [InlineData("email: alice@example.com")]
    [InlineData("thumbprint: THUMBPRINT")]
    [InlineData("subject: 'CN=alice,O=Example\\, Inc.', authority: AUTHORITY")]
    public async Task A_consumer_is_found_by_each_name(string credential)
    {
        var alice = s_root.Issue(s_alice);
        var text = credential
            .Replace("THUMBPRINT", alice.GetCertHashString(HashAlgorithmName.SHA256), StringComparison.Ordinal)
            .Replace("AUTHORITY", s_root.Certificate.GetCertHashString(HashAlgorithmName.SHA256), StringComparison.Ordinal);
        await using var gateway = await StartAsync(consumers: Alice(text));

        Assert.Equal(200, await gateway.StatusAsync(alice));
        Assert.Equal("alice", gateway.Host.Upstream.Request.Headers["X-Consumer-Name"]);
    }

    [Fact]
    public async Task Only_valid_certificates_of_the_roots_pass()
    {
        await using var gateway = await StartAsync("maxChainLength: 3", Alice("dnsName: alice.example.com"));
        using var weak = RSA.Create(1024);
        var deep = s_root.Intermediate("CN=Test intermediate");
        var cases = new (string Name, X509Certificate2? Certificate, int Status)[]
        {
            ("right", s_root.Issue(s_alice), 200),
            ("of the intermediate", s_middle.Issue(s_alice), 200),
            ("without key usages", s_root.Issue(s_alice with { Purposes = null }), 200),
            ("none", null, 401),
            ("other root", s_other.Issue(s_alice), 401),
            ("other root with the same name", TestAuthority.Root("CN=root,O=Example").Issue(s_alice), 401),
            ("self-signed", s_alice.Request(TestAuthority.NewKey()) is var r ? r.CreateSelfSigned(s_alice.From, s_alice.Until) : null, 401),
            ("expired", s_root.Issue(s_alice with { Until = DateTimeOffset.UtcNow.AddMinutes(-5) }), 401),
            ("not yet valid", s_root.Issue(s_alice with { From = DateTimeOffset.UtcNow.AddMinutes(5) }), 401),
            ("for servers", s_root.Issue(s_alice with { Purposes = [TestCertificate.ServerAuthentication] }), 401),
            ("authority", s_root.Issue(s_alice with { IsAuthority = true }), 401),
            ("the root itself", s_root.Certificate, 401),
            ("missing intermediate", deep.Issue(s_alice), 401),
            ("weak key", s_root.Issue(s_alice with { Key = weak }), 401),
            ("huge", s_root.Issue(s_alice with { Extensions = [new("1.2.3.4", new byte[40_000], false)] }), 401),
            ("unknown", s_root.Issue(new()), 401),
        };
        foreach (var (name, certificate, status) in cases)
            Assert.Equal((name, status), (name, await TryAsync(gateway, certificate)));

        Assert.Equal(3, gateway.Host.Upstream.Requests.Count);
    }

    [Fact]
    public async Task A_long_chain_is_rejected()
    {
        await using var gateway = await StartAsync("maxChainLength: 2", Alice("dnsName: alice.example.com"));

        Assert.Equal(200, await gateway.StatusAsync(s_root.Issue(s_alice)));
        Assert.Equal(401, await gateway.StatusAsync(s_middle.Issue(s_alice)));
    }

    [Fact]
    public async Task A_401_says_what_is_missing_and_nothing_else()
    {
        await using var gateway = await StartAsync(consumers: Alice("dnsName: alice.example.com"));

        var missing = await gateway.GetAsync(certificate: null);
        var wrong = await gateway.GetAsync(s_other.Issue(s_alice));

        Assert.Equal("ClientCertificate realm=\"gateway\"", missing.Header("WWW-Authenticate"));
        Assert.Contains("needs a client certificate", missing.Body, StringComparison.Ordinal);
        Assert.Equal((401, true), (wrong.Status, wrong.Body.Contains("The client certificate is not valid.", StringComparison.Ordinal)));
        Assert.DoesNotContain("alice", wrong.Body, StringComparison.Ordinal);
        Assert.Contains(gateway.Host.Logs.Lines, line => line.Contains("its chain isn't valid: ", StringComparison.Ordinal));
        Assert.Empty(gateway.Host.Upstream.Requests);
    }

    [Fact]
    public async Task Another_authority_cant_issue_for_a_consumer_that_names_its_own()
    {
        _folder.Write("ca.pem", s_root.Pem + "\n" + s_other.Pem);
        var own = s_root.Certificate.GetCertHashString(HashAlgorithmName.SHA256);
        await using var gateway = await StartAsync(consumers: Alice($"dnsName: alice.example.com, authority: {own}"));

        Assert.Equal(200, await gateway.StatusAsync(s_root.Issue(s_alice)));
        Assert.Equal(401, await gateway.StatusAsync(s_other.Issue(s_alice)));
    }

    [Fact]
    public async Task A_claim_can_name_the_caller_and_its_groups()
    {
        await using var gateway = await StartAsync(
            "consumerClaim: commonName, consumerPrefix: 'cert:', groupsClaim: organizationalUnit, "
                + "claimsToHeaders: { subject: X-Subject, thumbprint: X-Thumbprint }",
            "consumers: { 'cert:bob': { credentials: { key-auth: [ { key: secret } ] } } }");
        var carol = s_root.Issue(new() { Subject = new("CN=carol, OU=gold, OU=staff") });

        Assert.Equal(200, await gateway.StatusAsync(carol, ("X-Subject", "CN=admin"), ("X_Thumbprint", "forged")));
        Assert.Equal(401, await gateway.StatusAsync(s_root.Issue(new() { Subject = new("CN=bob") })));
        Assert.Equal(401, await gateway.StatusAsync(s_root.Issue(new() { Subject = new("O=nameless") })));
        Assert.Equal(401, await gateway.StatusAsync(s_root.Issue(new() { Subject = new("CN=a, CN=b") })));

        var headers = gateway.Host.Upstream.Request.Headers;
        Assert.Equal("cert:carol", headers["X-Consumer-Name"]);
        Assert.Equal(["gold", "staff"], headers["X-Consumer-Groups"].ToString().Split(',').Order());
        Assert.Equal(carol.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(), headers["X-Thumbprint"]);
        Assert.Contains("CN=carol", headers["X-Subject"].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("X_Thumbprint", headers.Keys);
    }

    [Fact]
    public async Task Required_claims_apply_to_every_certificate()
    {
        await using var gateway = await StartAsync(
            "requiredClaims: { organization: [ 'Example, Inc.' ] }", Alice("dnsName: alice.example.com"));

        Assert.Equal(200, await gateway.StatusAsync(s_root.Issue(s_alice)));
        Assert.Equal(401, await gateway.StatusAsync(s_root.Issue(s_alice with { Subject = new("CN=alice, O=Other") })));
    }

    [Fact]
    public async Task Names_with_control_characters_match_nothing()
    {
        await using var gateway = await StartAsync("consumerClaim: commonName", Alice("subject: 'CN=alice'"));
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName("alice\0.evil.example");

        Assert.Equal(401, await gateway.StatusAsync(s_root.Issue(new() { Subject = subject.Build() })));
        Assert.Equal(200, await gateway.StatusAsync(s_root.Issue(new() { Subject = new("CN=alice") })));
    }

    [Fact]
    public async Task Requests_of_a_connection_and_resumed_sessions_have_the_same_result()
    {
        await using var gateway = await StartAsync(consumers: Alice("dnsName: alice.example.com"));
        var alice = s_root.Issue(s_alice);
        var expired = s_other.Issue(s_alice);
        for (var connection = 0; connection < 3; connection++)
        {
            using var good = gateway.Connect(alice);
            using var bad = gateway.Connect(expired);
            for (var request = 0; request < 3; request++)
            {
                Assert.Equal(200, (await MtlsGateway.GetAsync(good)).Status);
                Assert.Equal(401, (await MtlsGateway.GetAsync(bad)).Status);
            }
        }

        Assert.Equal(9, gateway.Host.Upstream.Requests.Count);
    }

    [Fact]
    public async Task Another_plugin_can_authenticate_a_request_without_a_certificate()
    {
        var yaml = PluginGateway.OneRoute(Entry(), "{ name: key-auth }").Replace(
            "    match:", "    authentication: any\n    match:", StringComparison.Ordinal);
        await using var gateway = await MtlsGateway.StartAsync(yaml
            + "consumers: { alice: { credentials: { mtls-auth: [ { dnsName: alice.example.com } ], key-auth: [ { key: secret } ] } } }");

        Assert.Equal(200, await gateway.StatusAsync(s_root.Issue(s_alice)));
        Assert.Equal(200, await gateway.StatusAsync(null, ("X-Api-Key", "secret")));
        Assert.Equal(401, await gateway.StatusAsync(null));
        Assert.Equal(401, await gateway.StatusAsync(s_other.Issue(s_alice), ("X-Api-Key", "secret")));
    }

    [Fact]
    public async Task A_replaced_root_takes_effect()
    {
        await using var gateway = await StartAsync(consumers: Alice("dnsName: alice.example.com"));
        using var client = gateway.Connect(s_root.Issue(s_alice));
        Assert.Equal(200, (await MtlsGateway.GetAsync(client)).Status);

        _folder.Write("ca.pem", s_other.Pem);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await MtlsGateway.GetAsync(client)).Status != 401)
            await Task.Delay(20, limit.Token);
    }

    [Fact]
    public async Task Wrong_options_are_errors_with_their_place()
    {
        _folder.Write("empty.pem", "nothing");
        string[] errors =
        [
            .. await PluginGateway.ErrorsOfAsync($"{{ name: mtls-auth, options: {{ roots: [none.pem, '{_folder.PathOf("empty.pem")}', "
                + $"'{_folder.PathOf("middle.pem")}'], revocation: {{ crls: ['{_folder.PathOf("empty.pem")}'] }} }} }}"),
            .. await PluginGateway.ErrorsOfAsync($"{{ name: mtls-auth, options: {{ roots: ['{_folder.PathOf("ca.pem")}'], "
                + "purposes: [email], groupsClaim: organizationalUnit } }"),
            .. await PluginGateway.ErrorsOfAsync($"{{ name: mtls-auth, options: {{ roots: ['{_folder.PathOf("ca.pem")}'], "
                + "forwarded: { format: pem, from: [local] } } }"),
        ];

        foreach (var expected in new[]
        {
            "options.roots[0] is 'none.pem'; the file doesn't exist", "the file has no PEM certificate",
            "the file has a certificate that isn't a root", "the file isn't a certificate revocation list",
            "options.purposes[0] is 'email'", "options.groupsClaim needs 'consumerClaim'", "forwarded.header is missing",
            "forwarded.from[0] is 'local'",
        })
            Assert.Contains(errors, error => error.Contains(expected, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static string Alice(string credential) => $"consumers: {{ alice: {{ credentials: {{ mtls-auth: [ {{ {credential} }} ] }} }} }}";

    /// <summary>The status; 401 also if the server ends the handshake, as it does for some broken certificates.</summary>
    private static async Task<int> TryAsync(MtlsGateway gateway, X509Certificate2? certificate)
    {
        try
        {
            return await gateway.StatusAsync(certificate);
        }
        catch (HttpRequestException)
        {
            return 401;
        }
    }

    private string Entry(string more = "") => $"{{ name: mtls-auth, options: {{ roots: ['{_folder.PathOf("ca.pem")}'], "
        + $"intermediates: ['{_folder.PathOf("middle.pem")}'], {more} }} }}";

    private Task<MtlsGateway> StartAsync(string more = "", string consumers = "")
        => MtlsGateway.StartAsync(PluginGateway.OneRoute(Entry(more)) + consumers);
}
