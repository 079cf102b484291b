using System.Security.Cryptography.X509Certificates;
using GatewayKit.Testing;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Plugins.Tests.MtlsAuth;

/// <summary>Certificates that proxies forward in a header.</summary>
public sealed class ForwardedTests : IDisposable
{
    private static readonly TestAuthority s_root = TestAuthority.Root();
    private static readonly TestAuthority s_middle = s_root.Intermediate();
    private static readonly X509Certificate2 s_client = s_root.Issue(new());
    private static readonly X509Certificate2 s_deep = s_middle.Issue(new());
    private static readonly X509Certificate2 s_stranger = TestAuthority.Root("CN=other").Issue(new());
    private readonly CertificateFolder _folder = new();

    [Fact]
    public async Task Envoys_header_is_read()
    {
        await using var host = await StartAsync("from: [127.0.0.1]");
        foreach (var (header, status) in new[]
        {
            (Xfcc(s_client), 200),
            ($"By=spiffe://x/y;Hash=abc;{Xfcc(s_client)};Subject=\"CN=a, O=\\\"b;c\\\"\";URI=spiffe://a/b", 200),
            ($"{Xfcc(s_deep)};Chain=\"{Pem(s_deep)}{Pem(s_middle.Certificate)}\"", 200),
            (Xfcc(s_deep), 401),
            (Xfcc(s_stranger), 401),
            ($"{Xfcc(s_client)},{Xfcc(s_client)}", 401),
            ($"{Xfcc(s_client)};{Xfcc(s_client)}", 401),
            ("Hash=abc;Subject=\"CN=client\"", 401),
            (Xfcc(s_client)[..^1], 401),
            ("Cert=\"\"", 401), ("Cert=", 401), ("Cert", 401), ("=", 401), (";", 401), (",", 401), ("garbage", 401),
            ("Cert=\"-----BEGIN%20CERTIFICATE-----%0AAAAA%0A-----END%20CERTIFICATE-----\"", 401),
            ("Cert=\"%\"", 401), (new string('a', 10_000), 401),
        })
            Assert.Equal((header, status), (header, (await host.GetAsync("/", ("X-Forwarded-Client-Cert", header))).Status));
    }

    [Fact]
    public async Task The_header_of_rfc_9440_is_read()
    {
        await using var host = await StartAsync("format: rfc9440, from: ['::ffff:127.0.0.0/104']");
        var chain = $"{Bytes(s_middle.Certificate)}, {Bytes(s_root.Certificate)}";

        Assert.Equal(200, (await host.GetAsync("/", ("Client-Cert", Bytes(s_client)))).Status);
        Assert.Equal(200, (await host.GetAsync("/", ("Client-Cert", Bytes(s_deep)), ("Client-Cert-Chain", chain))).Status);
        Assert.Equal(401, (await host.GetAsync("/", ("Client-Cert", Bytes(s_deep)))).Status);
        foreach (var bad in new[] { "::", ":AAAA:", ":", "AAAA", Bytes(s_client)[..^1], Bytes(s_client) + ";a=1", ":!:" })
            Assert.Equal((bad, 401), (bad, (await host.GetAsync("/", ("Client-Cert", bad))).Status));
        Assert.Equal(401, (await host.GetAsync("/", ("Client-Cert", Bytes(s_client)), ("Client-Cert-Chain", "::"))).Status);
        Assert.All(host.Upstream.Requests, request => Assert.DoesNotContain("Client-Cert", request.Headers.Keys));
    }

    [Fact]
    public async Task Pem_and_base64_are_read()
    {
        await using var host = await StartAsync("format: pem, header: X-SSL-Cert, from: ['::1', 127.0.0.1]");
        var base64 = Convert.ToBase64String(s_client.RawData);
        foreach (var (header, status) in new[]
        {
            (Pem(s_client), 200), (Pem(s_deep) + Pem(s_middle.Certificate), 200), (base64, 200),
            ($"{Convert.ToBase64String(s_deep.RawData)},{Convert.ToBase64String(s_middle.Certificate.RawData)}", 200),
            (Pem(s_stranger), 401), (base64[4..], 401), (base64 + ",", 401), ("%2D%2D%2D%2D%2DBEGIN", 401),
        })
            Assert.Equal((header, status), (header, (await host.GetAsync("/", ("X-SSL-Cert", header))).Status));
    }

    [Fact]
    public async Task A_repeated_header_is_rejected()
    {
        await using var host = await StartAsync("from: [127.0.0.1]");

        var answer = await host.SendRawAsync("GET / HTTP/1.1",
            $"X-Forwarded-Client-Cert: {Xfcc(s_client)}", $"X-Forwarded-Client-Cert: {Xfcc(s_client)}");

        Assert.StartsWith("HTTP/1.1 401", answer, StringComparison.Ordinal);
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task A_repeated_header_is_rejected_even_after_one_with_the_same_parts_was_accepted()
    {
        await using var pem = await StartAsync("format: pem, header: X-SSL-Cert, from: [127.0.0.1]");
        await using var rfc = await StartAsync("format: rfc9440, from: [127.0.0.1]");
        var (own, issuer) = (Convert.ToBase64String(s_deep.RawData), Convert.ToBase64String(s_middle.Certificate.RawData));
        var (leaf, middle, root) = (Bytes(s_deep), Bytes(s_middle.Certificate), Bytes(s_root.Certificate));
        Assert.Equal(200, (await pem.GetAsync("/", ("X-SSL-Cert", $"{own},{issuer}"))).Status);
        Assert.Equal(200, (await rfc.GetAsync("/", ("Client-Cert", leaf), ("Client-Cert-Chain", $"{middle},{root}"))).Status);

        string[] answers =
        [
            await pem.SendRawAsync("GET / HTTP/1.1", $"X-SSL-Cert: {own}", $"X-SSL-Cert: {issuer}"),
            await rfc.SendRawAsync(
                "GET / HTTP/1.1", $"Client-Cert: {leaf}", $"Client-Cert-Chain: {middle}", $"Client-Cert-Chain: {root}"),
        ];

        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 401", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_header_of_others_is_never_read_and_never_reaches_the_upstream()
    {
        // The gateway trusts the connection, the plugin doesn't; and X-Forwarded-For doesn't change whose connection it is.
        await using var host = await StartAsync("from: [10.0.0.1]");
        await using var open = await StartAsync(
            "format: pem, header: X-Cert, from: [10.0.0.1]", "{ name: anonymous, options: { consumer: guest } }");

        var answer = await host.GetAsync(
            "/", ("X-Forwarded-Client-Cert", Xfcc(s_client)), ("X-Forwarded-For", "10.0.0.1"));
        var passed = await open.GetAsync("/", ("X-Cert", Pem(s_client)), ("X_Cert", Pem(s_client)));

        Assert.Equal((401, 200), (answer.Status, passed.Status));
        Assert.Empty(host.Upstream.Requests);
        Assert.DoesNotContain(open.Upstream.Request.Headers.Keys, name => name.EndsWith("Cert", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("guest", open.Upstream.Request.Headers["X-Consumer-Name"]);
    }

    [Theory]
    [InlineData("10.0.0.1/8", "the address has bits after the prefix; the network is 10.0.0.0/8.")]
    [InlineData("proxy", "it must be an address such as 203.0.113.7 or 2001:db8::7, or a network such as 10.0.0.0/8 or 2001:db8::/32.")]
    public async Task A_proxy_without_a_valid_address_is_refused(string from, string problem)
        => Assert.EndsWith($"options.forwarded.from[0] is '{from}'; {problem}", Assert.Single(await PluginGateway.ErrorsOfAsync(
            $"{{ name: mtls-auth, options: {{ roots: ['{_folder.Write("ca.pem", s_root.Pem)}'], forwarded: {{ from: ['{from}'] }} }} }}")),
            StringComparison.Ordinal);

    [Fact]
    public async Task The_certificate_of_the_proxy_isnt_that_of_its_client()
    {
        await using var gateway = await MtlsGateway.StartAsync(Yaml("from: [127.0.0.1]"));

        Assert.Equal(401, await gateway.StatusAsync(s_client));
        Assert.Equal(200, await gateway.StatusAsync(s_stranger, ("X-Forwarded-Client-Cert", Xfcc(s_client))));
        Assert.Equal(401, await gateway.StatusAsync(s_client, ("X-Forwarded-Client-Cert", Xfcc(s_stranger))));
    }

    public void Dispose() => _folder.Dispose();

    private static string Pem(X509Certificate2 certificate) => Uri.EscapeDataString(certificate.ExportCertificatePem() + "\n");

    private static string Xfcc(X509Certificate2 certificate) => $"Cert=\"{Pem(certificate)}\"";

    private static string Bytes(X509Certificate2 certificate) => $":{Convert.ToBase64String(certificate.RawData)}:";

    private string Yaml(string forwarded, string? more = null)
    {
        var entry = $"{{ name: mtls-auth, options: {{ roots: ['{_folder.Write("ca.pem", s_root.Pem)}'], consumerClaim: commonName, "
            + $"forwarded: {{ {forwarded} }} }} }}";
        return more is null
            ? PluginGateway.OneRoute(entry) + "trustedProxies: [127.0.0.1]"
            : PluginGateway.OneRoute(entry, more).Replace("    match:", "    authentication: any\n    match:", StringComparison.Ordinal)
                + "trustedProxies: [127.0.0.1]\nconsumers: { guest: {} }";
    }

    private Task<GatewayTestHost> StartAsync(string forwarded, string? more = null) => PluginGateway.StartAsync(Yaml(forwarded, more));
}
