using GatewayKit.Tests.Shared;

namespace GatewayKit.Tests.Tls;

/// <summary>Certificates and settings that change while traffic flows.</summary>
public sealed class TlsReplacementTests : IDisposable
{
    private const string Name = "a.example.com";

    private readonly CertificateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task New_connections_get_a_replaced_certificate_and_open_ones_continue()
    {
        Write("old");
        await using var app = await TlsApp.StartAsync(_folder, "tls: { certificates: [ { certificate: a.pem } ] }");
        await using var open = await app.ConnectAsync(Name);

        Write("new");

        await app.GetsAsync(Name, "new");
        Assert.Equal("old", open.Subject);
        Assert.Contains("200 OK", await open.GetAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_file_keeps_the_certificate_with_one_error_until_it_is_valid()
    {
        Write("old");
        await using var app = await TlsApp.StartAsync(_folder, "tls: { certificates: [ { certificate: a.pem } ] }");

        _folder.Write("a.pem", "damaged");
        var error = await app.Log.NextAsync("a.pem");

        Assert.Contains("The previous certificate stays in use.", error, StringComparison.Ordinal);
        Assert.Equal("old", await app.SubjectAsync(Name));
        Write("new");
        await app.GetsAsync(Name, "new");
        Assert.Single(app.Log.All, message => message.Contains("a.pem", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pair_of_files_is_replaced_together()
    {
        _folder.WritePair("a", Name);
        await using var app = await TlsApp.StartAsync(_folder, "tls: { certificates: [ { certificate: a.crt, key: a.key } ] }");
        var next = Sites.Authority.Issue(Sites.Of(Name) with { Subject = new("CN=new"), Key = TestAuthority.NewKey() });

        _folder.Write("a.crt", next.ExportCertificatePem());
        await app.Log.NextAsync("isn't the key of the first certificate");
        Assert.Equal(Name, await app.SubjectAsync(Name));
        _folder.Write("a.key", CertificateFolder.KeyPem(next));

        await app.GetsAsync(Name, "new");
    }

    [Fact]
    public async Task A_configuration_that_was_rejected_for_a_missing_file_is_tried_again_when_the_file_comes()
    {
        Write("old");
        await using var app = await TlsApp.StartAsync(_folder, "tls: { certificates: [ { certificate: a.pem } ] }");
        app.Configure("tls: { certificates: [ { certificate: a.pem }, { certificate: b.pem } ] }");
        await app.Log.NextAsync("b.pem");

        _folder.WriteSite("b.pem", "b.example.com");

        await app.GetsAsync("b.example.com", "b.example.com");
    }

    [Fact]
    public async Task Certificates_come_to_a_folder_and_leave_it()
    {
        Directory.CreateDirectory(_folder.PathOf("hosts"));
        _folder.WritePair("hosts/a", Name);
        await using var app = await TlsApp.StartAsync(_folder, "tls: { certificates: [ { folder: hosts } ] }");

        _folder.WritePair("hosts/b", "b.example.com");
        await app.GetsAsync("b.example.com", "b.example.com");
        File.Delete(_folder.PathOf("hosts/a.crt"));

        await app.GetsAsync(Name, null);
        Assert.Equal("b.example.com", await app.SubjectAsync("b.example.com"));
    }

    [Fact]
    public async Task A_folder_that_is_gone_keeps_its_certificates()
    {
        Directory.CreateDirectory(_folder.PathOf("hosts"));
        _folder.WritePair("hosts/a", Name);
        await using var app = await TlsApp.StartAsync(_folder, "tls: { certificates: [ { folder: hosts } ] }");

        Directory.Move(_folder.PathOf("hosts"), _folder.PathOf("away"));
        await app.Log.NextAsync("is 'hosts', which does not exist.");
        Assert.Equal(Name, await app.SubjectAsync(Name));
        _folder.WritePair("away/b", "b.example.com");
        Directory.Move(_folder.PathOf("away"), _folder.PathOf("hosts"));

        await app.GetsAsync("b.example.com", "b.example.com");
    }

    [Fact]
    public async Task A_change_of_the_configuration_applies_to_new_connections()
    {
        Write("old");
        _folder.WriteSite("b.pem", "b.example.com");
        await using var app = await TlsApp.StartAsync(_folder, "tls: { certificates: [ { certificate: a.pem } ] }");

        app.Configure("tls: { default: b.example.com, certificates: [ { certificate: a.pem }, { certificate: b.pem } ] }");

        await app.GetsAsync(null, "b.example.com");
    }

    [Theory]
    [InlineData("tls: { certificates: [ { certificate: missing.pem } ] }", "missing.pem")]
    [InlineData("tls: { redirect: true }", "has no certificates, but the gateway listens on https")]
    [InlineData("routes: {}", "has no certificates, but the gateway listens on https")]
    public async Task A_rejected_configuration_keeps_the_certificates(string config, string reason)
    {
        Write("old");
        await using var app = await TlsApp.StartAsync(_folder, "tls: { certificates: [ { certificate: a.pem } ] }");

        app.Configure(config);

        await app.Log.NextAsync(reason);
        Assert.Equal("old", await app.SubjectAsync(Name));
    }

    private void Write(string subject)
        => _folder.WritePem("a.pem", Sites.Authority.Issue(Sites.Of(Name) with { Subject = new($"CN={subject}") }));
}
