using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using GatewayKit.Configuration;
using GatewayKit.Runtime;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Tests.Tls;

/// <summary>Errors and warnings about the key <c>tls</c>, found by <c>validate</c> and at the start.</summary>
public sealed class TlsErrorTests : IDisposable
{
    // .NET can't create one. The key is only in this test.
    private const string Ed25519 = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIBocfJqDrYOywrvldXRq2vT5FC48YrMwpPWPXYVuMADW
        -----END PRIVATE KEY-----
        -----BEGIN CERTIFICATE-----
        MIIBSzCB/qADAgECAhRk0TXeh/RBcroY858hbOyLSCWRzjAFBgMrZXAwDTELMAkG
        A1UEAwwCZWQwIBcNMjYxMTMwMjM0NTI2WhgPMjEyNjExMDYyMzQ1MjZaMA0xCzAJ
        BgNVBAMMAmVkMCowBQYDK2VwAyEAFWMeTkpN+LZf6pIw2cUqJUOLVToDYG5fViba
        kvgmYomjbjBsMB0GA1UdDgQWBBSF2y1xap8lNwoeEoiihtNsxbtMUzAfBgNVHSME
        GDAWgBSF2y1xap8lNwoeEoiihtNsxbtMUzAPBgNVHRMBAf8EBTADAQH/MBkGA1Ud
        EQQSMBCCDmVkLmV4YW1wbGUuY29tMAUGAytlcANBAGIUiNgHvzQapjt2hJiYgyTT
        e6RGSLU8FxA+n1b//PYfxdmFX+u7CFXMg7HV+LMIOUem6QOASFD9zzHd7T2xuQ4=
        -----END CERTIFICATE-----
        """;

    private static readonly RSA s_weak = RSA.Create(1024);

    private readonly CertificateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("certificates: [ { certificate: none.pem } ]",
        "gateway.yaml:1:24: tls: certificates[0].certificate is '*none.pem', which can't be used: The file '*' does not exist.")]
    [InlineData("certificates: [ { certificate: a.crt, key: b.key } ]",
        "gateway.yaml:1:24: tls: certificates[0].key is *b.key'; the file has a private key that can't be read or isn't the key of*")]
    [InlineData("certificates: [ { pfx: a.pfx, password: wrong } ]",
        "*certificates[0].pfx is *isn't a valid PKCS#12 file, or has another*")]
    [InlineData("certificates: [ { certificate: a.crt, pfx: a.pfx } ]",
        "*tls: certificates[0] must have exactly one of 'certificate', 'pfx' and 'folder'.")]
    [InlineData("certificates: [ { folder: none } ]", "*tls: certificates[0].folder is 'none', which does not exist.")]
    [InlineData("certificates: [ { folder: broken } ]",
        "*tls: certificates[0].folder: 'x.crt'.certificate is *x.crt'; the file has no PEM certificate*")]
    [InlineData("certificates: [ { certificate: nameless.pem } ]",
        "*tls: certificates[0] has a certificate without a host name; it needs*")]
    [InlineData("certificates: [ { certificate: client.pem } ]", "*tls: certificates[0] has a certificate that isn't for servers:*")]
    [InlineData("certificates: [ { certificate: weak.pem } ]", "*tls: certificates[0] has a weak RSA key of 1024 bits; it must have*2048.")]
    [InlineData("certificates: [ { certificate: ed25519.pem } ]",
        "*certificates[0].certificate is *ed25519.pem'; the file has an Ed25519 or Ed448 key, which .NET doesn't support; use RSA*")]
    [InlineData("certificates: [ { certificate: a.pem } ], default: b.example.com",
        "*tls: default is 'b.example.com'; no certificate has this name.")]
    [InlineData("minimumVersion: tls11", "*tls: minimumVersion is 'tls11'; it must be*tls12*tls13*")]
    [InlineData("protocols: [spdy]", "*tls: protocols[0] is 'spdy'; it must be*http1*http2*http3*")]
    [InlineData("redirect: { status: 200 }", "*tls: redirect.status is 200; it must be*")]
    [InlineData("redirect: { port: 0 }", "*tls: redirect.port is 0; it must be between 1 and 65535.")]
    [InlineData("handshakeTimeout: 2m", "*tls: handshakeTimeout is 2m; it must be between 1s and 1m.")]
    [InlineData("certificats: []", "*tls: certificats is unknown. Did you mean 'certificates'?*")]
    public async Task An_error_says_where_and_why(string tls, string error)
    {
        WriteFiles();

        var validation = await ValidateAsync($"tls: {{ {tls} }}");

        Assert.Null(validation.Config);
        Assert.Matches(Pattern(error), Assert.Single(validation.Errors.Items).ToString());
    }

    [Theory]
    [InlineData("certificates: [ { certificate: expired.pem } ]",
        "*certificates[0] has a certificate for old.example.com that expired on 20*")]
    [InlineData("certificates: [ { certificate: future.pem } ]", "*has a certificate for new.example.com that isn't valid before 20*")]
    [InlineData("certificates: [ { folder: empty } ]", "*certificates[0].folder is 'empty'; it has no certificate.")]
    public async Task A_certificate_that_no_client_accepts_now_is_a_warning(string tls, string warning)
    {
        WriteFiles();

        var validation = await ValidateAsync($"tls: {{ {tls} }}");

        Assert.NotNull(validation.Config);
        Assert.Contains(validation.Errors.Warnings, found => Regex.IsMatch(found.ToString(), Pattern(warning)));
    }

    [Fact]
    public async Task A_password_is_never_shown()
    {
        WriteFiles();

        var validation = await ValidateAsync("tls: { certificates: [ { pfx: a.pfx, password: hunter2hunter2 } ] }");

        Assert.DoesNotContain("hunter2", string.Concat(validation.Errors.Items), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", new TlsCertificateFiles { Pfx = "a", Password = "hunter2" }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_with_an_unset_password_are_not_read_without_the_environment()
    {
        WriteFiles();
        await using var app = TlsApp.Build(
            _folder, "tls: { certificates: [ { pfx: a.pfx, password: \"${env:UNSET_TLS_PASSWORD}\" } ] }", null, out _);

        var validation = await app.Service<GatewayValidator>().ValidateAsync(allowUnsetVariables: true);

        Assert.NotNull(validation.Config);
    }

    [Theory]
    [InlineData("routes: {}")]
    [InlineData("tls: { redirect: true }")]
    public async Task An_https_address_without_a_certificate_is_a_clear_error(string config)
    {
        await using var app = TlsApp.Build(_folder, config, null, out _);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(app.StartAsync);

        Assert.Equal("https://127.0.0.1:0 needs a certificate. Set 'tls.certificates' in the gateway's configuration.", error.Message);
    }

    private async Task<GatewayValidation> ValidateAsync(string config)
    {
        await using var app = TlsApp.Build(_folder, config, null, out _, isMapped: false);
        return await app.Service<GatewayValidator>().ValidateAsync();
    }

    private void WriteFiles()
    {
        _folder.WritePair("a", "a.example.com");
        _folder.WriteSite("a.pem", "a.example.com");
        _folder.Write("b.key", CertificateFolder.KeyPem(Sites.Authority.Issue(Sites.Of("b") with { Key = TestAuthority.NewKey() })));
        _folder.Write("a.pfx", Sites.Issue("a.example.com").Export(X509ContentType.Pfx, "secret"));
        _folder.WritePem("nameless.pem", Sites.Authority.Issue(Sites.Of("x") with { DnsNames = [] }));
        _folder.WritePem("client.pem", Sites.Authority.Issue(
            Sites.Of("x") with { Purposes = [TestCertificate.ClientAuthentication] }));
        _folder.WritePem("weak.pem", Sites.Authority.Issue(Sites.Of("x") with { Key = s_weak }));
        _folder.Write("ed25519.pem", Ed25519);
        _folder.WritePem("expired.pem", Sites.Authority.Issue(
            Sites.Of("old.example.com") with { From = DateTimeOffset.UtcNow.AddDays(-9), Until = DateTimeOffset.UtcNow.AddDays(-2) }));
        _folder.WritePem("future.pem", Sites.Authority.Issue(
            Sites.Of("new.example.com") with { From = DateTimeOffset.UtcNow.AddDays(2) }));
        Directory.CreateDirectory(_folder.PathOf("empty"));
        Directory.CreateDirectory(_folder.PathOf("broken"));
        _folder.Write("broken/x.crt", "nothing");
        _folder.Write("broken/x.key", "nothing");
    }

    private static string Pattern(string wildcards)
        => "^" + Regex.Escape(wildcards)
            .Replace("\\*", ".*", StringComparison.Ordinal) + "$";
}
