using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Tests.Tls;

/// <summary>The certificate that a client gets.</summary>
public sealed class TlsChoiceTests : IDisposable
{
    private readonly CertificateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.example.com", "a.example.com")]
    [InlineData("A.EXAMPLE.com", "a.example.com")]
    [InlineData("a.example.com.", "a.example.com")]
    [InlineData("b.example.com", "b.example.com")]
    [InlineData("c.example.com", "*.example.com")]
    [InlineData("xn--bcher-kva.example.net", "bücher")]
    [InlineData("bücher.example.net", "bücher")]
    [InlineData("c.d.example.com", null)]
    [InlineData("example.com", null)]
    [InlineData("unknown.example", null)]
    [InlineData(null, null)]
    public async Task A_client_gets_the_certificate_of_its_name_or_none(string? name, string? subject)
    {
        _folder.WriteSite("a.pem", "a.example.com");
        _folder.WriteSite("b.pem", "b.example.com", "b2.example.com");
        _folder.WriteSite("all.pem", "*.example.com");
        _folder.WritePem("book.pem", Sites.Authority.Issue(Sites.Of("xn--bcher-kva.example.net") with { Subject = new("CN=bücher") }));
        await using var app = await TlsApp.StartAsync(_folder, """
            tls: { certificates: [ { certificate: all.pem }, { certificate: a.pem }, { certificate: b.pem }, { certificate: book.pem } ] }
            """);

        Assert.Equal(subject, await app.SubjectAsync(name));
    }

    [Theory]
    [InlineData("a.example.com", "a.example.com")]
    [InlineData("unknown.example", "*.example.com")]
    [InlineData(null, "*.example.com")]
    public async Task The_default_is_for_names_without_a_certificate(string? name, string subject)
    {
        _folder.WriteSite("a.pem", "a.example.com");
        _folder.WriteSite("all.pem", "*.example.com");
        await using var app = await TlsApp.StartAsync(
            _folder, "tls: { default: www.example.com, certificates: [ { certificate: a.pem }, { certificate: all.pem } ] }");

        Assert.Equal(subject, await app.SubjectAsync(name));
    }

    [Fact]
    public async Task A_client_without_a_name_gets_the_certificate_of_the_address()
    {
        _folder.WriteSite("a.pem", "a.example.com");
        _folder.WritePem("address.pem", Sites.Authority.Issue(
            Sites.Of("local.example.com") with { Addresses = [System.Net.IPAddress.Loopback] }));
        await using var app = await TlsApp.StartAsync(
            _folder, "tls: { certificates: [ { certificate: a.pem }, { certificate: address.pem } ] }");

        Assert.Equal("local.example.com", await app.SubjectAsync(null));
    }

    [Fact]
    public async Task Of_two_certificates_for_a_name_the_one_that_expires_last_wins_and_then_the_first()
    {
        var until = DateTimeOffset.UtcNow.AddDays(20);
        Write("early", until.AddDays(-1));
        Write("first", until);
        Write("second", until);
        await using var app = await TlsApp.StartAsync(_folder, """
            tls: { certificates: [ { certificate: early.pem }, { certificate: first.pem }, { certificate: second.pem } ] }
            """);

        Assert.Equal("first", await app.SubjectAsync("a.example.com"));

        void Write(string name, DateTimeOffset end) => _folder.WritePem(
            name + ".pem", Sites.Authority.Issue(Sites.Of("a.example.com") with { Subject = new($"CN={name}"), Until = end }));
    }

    [Fact]
    public async Task A_client_gets_the_whole_chain()
    {
        var intermediate = Sites.Authority.Intermediate();
        _folder.WritePem("a.pem", intermediate.Issue(Sites.Of("a.example.com")), intermediate.Certificate);
        await using var app = await TlsApp.StartAsync(_folder, "tls: { certificates: [ { certificate: a.pem } ] }");
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(Sites.Authority.Certificate);

        await using var client = await app.ConnectAsync("a.example.com", options =>
        {
            options.RemoteCertificateValidationCallback = null;
            options.CertificateChainPolicy = policy;
        });

        Assert.Contains("200 OK", await client.GetAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pfx_files_encrypted_keys_and_folders_are_read()
    {
        _folder.Write("a.pfx", Sites.Issue("a.example.com").Export(X509ContentType.Pfx, "secret a"));
        var b = Sites.Issue("b.example.com");
        _folder.Write("b.crt", b.ExportCertificatePem());
        _folder.Write("b.key", CertificateFolder.EncryptedKeyPem(b, "secret b"));
        foreach (var sub in new[] { "hosts/kubernetes", "hosts/certbot", "hosts/..data" })
            Directory.CreateDirectory(_folder.PathOf(sub));
        _folder.WritePair("hosts/c", "c.example.com");
        _folder.WritePair("hosts/kubernetes/tls", "d.example.com");
        var e = Sites.Issue("e.example.com");
        _folder.Write("hosts/certbot/fullchain.pem", e.ExportCertificatePem());
        _folder.Write("hosts/certbot/privkey.pem", CertificateFolder.KeyPem(e));
        _folder.Write("hosts/ca.crt", "not a pair");
        await using var app = await TlsApp.StartAsync(_folder, """
            tls:
              certificates:
                - { pfx: a.pfx, password: secret a }
                - { certificate: b.crt, key: b.key, password: secret b }
                - { folder: hosts }
            """);

        foreach (var name in "abcde")
            Assert.Equal($"{name}.example.com", await app.SubjectAsync($"{name}.example.com"));
    }
}
