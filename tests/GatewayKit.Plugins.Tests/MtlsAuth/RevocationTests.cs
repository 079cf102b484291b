using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.MtlsAuth;

/// <summary>Certificate revocation lists.</summary>
public sealed class RevocationTests : IDisposable
{
    private static readonly DateTimeOffset s_now = DateTimeOffset.UtcNow;
    private static readonly TestAuthority s_root = TestAuthority.Root();
    private static readonly TestAuthority s_middle = s_root.Intermediate();
    private static readonly X509Certificate2 s_good = s_root.Issue(new());
    private static readonly X509Certificate2 s_bad = s_root.Issue(new());
    private static readonly X509Certificate2 s_deep = s_middle.Issue(new());
    private readonly CertificateFolder _folder = new();

    [Fact]
    public async Task A_revoked_certificate_is_rejected()
    {
        _folder.Write("root.crl", s_root.RevocationList(s_now.AddDays(-1), s_now.AddDays(1), s_bad));
        await using var gateway = await StartAsync("crls: [root.crl]");

        Assert.Equal(200, await gateway.StatusAsync(s_good));
        Assert.Equal(401, await gateway.StatusAsync(s_bad));
        Assert.Contains(gateway.Host.Logs.Lines, line => line.Contains("is revoked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_revoked_intermediate_certificate_rejects_those_that_it_issued()
    {
        _folder.Write("root.crl", s_root.RevocationList(s_now.AddDays(-1), s_now.AddDays(1), s_middle.Certificate));
        _folder.Write("middle.crl", s_middle.RevocationList(s_now.AddDays(-1), s_now.AddDays(1)));
        await using var gateway = await StartAsync("crls: [root.crl, middle.crl]");

        Assert.Equal(401, await gateway.StatusAsync(s_deep));
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("future")]
    [InlineData("other key")]
    [InlineData("other authority")]
    [InlineData("not of the intermediate")]
    public async Task Without_a_current_list_the_state_is_unknown(string kind)
    {
        var certificate = kind == "not of the intermediate" ? s_deep : s_good;
        _folder.Write("root.crl", kind switch
        {
            "expired" => s_root.RevocationList(s_now.AddDays(-2), s_now.AddDays(-1)),
            "future" => s_root.RevocationList(s_now.AddDays(1), s_now.AddDays(2)),
            "other key" => TestAuthority.Root().RevocationList(s_now.AddDays(-1), s_now.AddDays(1)),
            "other authority" => TestAuthority.Root("CN=other").RevocationList(s_now.AddDays(-1), s_now.AddDays(1)),
            _ => s_root.RevocationList(s_now.AddDays(-1), s_now.AddDays(1)),
        });
        await using (var strict = await StartAsync("crls: [root.crl]"))
            Assert.Equal(401, await strict.StatusAsync(certificate));

        await using var lenient = await StartAsync("crls: [root.crl], onUnknown: accept");
        Assert.Equal(200, await lenient.StatusAsync(certificate));
    }

    [Fact]
    public async Task A_list_in_pem_with_an_rsa_signature_can_be_read()
    {
        using var key = RSA.Create(2048);
        var root = TestAuthority.Root("CN=rsa", key);
        var (good, bad) = (root.Issue(new()), root.Issue(new()));
        _folder.Write("ca.pem", root.Pem);
        _folder.Write("root.crl", PemEncoding.WriteString(
            "X509 CRL", root.RevocationList(s_now.AddDays(-1), s_now.AddDays(1), bad)));
        await using var gateway = await StartAsync("crls: [root.crl]", writeRoot: false);

        Assert.Equal(200, await gateway.StatusAsync(good));
        Assert.Equal(401, await gateway.StatusAsync(bad));
    }

    [Fact]
    public async Task A_file_with_several_lists_is_an_error_because_only_one_would_be_read()
    {
        _folder.Write("ca.pem", s_root.Pem);
        _folder.Write("all.crl", string.Join('\n', new[] { s_root, s_middle }
            .Select(authority => PemEncoding.WriteString(
                "X509 CRL", authority.RevocationList(s_now.AddDays(-1), s_now.AddDays(1), s_bad)))));

        var errors = await PluginGateway.ErrorsOfAsync($"{{ name: mtls-auth, options: {{ roots: ['{_folder.PathOf("ca.pem")}'], "
            + $"revocation: {{ crls: ['{_folder.PathOf("all.crl")}'] }} }} }}");

        Assert.Contains("the file has several PEM blocks", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replaced_file_takes_effect()
    {
        _folder.Write("root.crl", s_root.RevocationList(s_now.AddDays(-1), s_now.AddDays(1)));
        await using var gateway = await StartAsync("crls: [root.crl]");
        using var client = gateway.Connect(s_bad);
        Assert.Equal(200, (await MtlsGateway.GetAsync(client)).Status);

        _folder.Write("root.crl", s_root.RevocationList(s_now.AddDays(-1), s_now.AddDays(1), s_bad));

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await MtlsGateway.GetAsync(client)).Status != 401)
            await Task.Delay(20, limit.Token);
    }

    [Fact]
    public async Task A_list_can_be_fetched()
    {
        var list = s_root.RevocationList(s_now.AddDays(-1), s_now.AddDays(1), s_bad);
        await using var gateway = await StartAsync("crls: ['{upstream}/root.crl']", answer: http => http.Request.Path == "/root.crl"
            ? http.Response.Body.WriteAsync(list).AsTask()
            : Task.CompletedTask);

        Assert.Equal(200, await gateway.StatusAsync(s_good));
        Assert.Equal(401, await gateway.StatusAsync(s_bad));
        Assert.Single(gateway.Host.Upstream.Requests, request => request.Target == "/root.crl");
    }

    [Fact]
    public async Task A_list_that_cant_be_fetched_leaves_the_state_unknown()
    {
        await using var gateway = await StartAsync("crls: ['{upstream}/root.crl']", answer: http =>
        {
            http.Response.StatusCode = 404;
            return Task.CompletedTask;
        });

        Assert.Equal(401, await gateway.StatusAsync(s_good));
        Assert.Contains(gateway.Host.Logs.Lines,
            line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("root.crl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_online_check_without_an_address_leaves_the_state_unknown()
    {
        await using (var strict = await StartAsync("online: true"))
            Assert.Equal(401, await strict.StatusAsync(s_good));

        await using var lenient = await StartAsync("online: true, onUnknown: accept");
        Assert.Equal(200, await lenient.StatusAsync(s_good));
    }

    public void Dispose() => _folder.Dispose();

    private Task<MtlsGateway> StartAsync(string revocation, RequestDelegate? answer = null, bool writeRoot = true)
    {
        if (writeRoot)
            _folder.Write("ca.pem", s_root.Pem);
        _folder.Write("middle.pem", s_middle.Pem);
        foreach (var file in new[] { "root.crl", "middle.crl" })
            revocation = revocation.Replace(
                $"[{file}", $"['{_folder.PathOf(file)}'", StringComparison.Ordinal).Replace(
                $", {file}", $", '{_folder.PathOf(file)}'", StringComparison.Ordinal);
        return MtlsGateway.StartAsync(
            PluginGateway.OneRoute($"{{ name: mtls-auth, options: {{ roots: ['{_folder.PathOf("ca.pem")}'], intermediates: "
                + $"['{_folder.PathOf("middle.pem")}'], consumerClaim: commonName, revocation: {{ {revocation} }} }} }}"),
            setup => setup.WithUpstream(answer ?? (http => http.Response.WriteAsync("upstream"))));
    }
}
