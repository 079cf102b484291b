using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Tests.Shared;
using GatewayKit.Tls;

namespace GatewayKit.Tests.Tls;

public sealed class CertificateIndexTests : IDisposable
{
    private readonly CertificateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Cases", "Generated")]
    public void Certificates_are_found_by_name_without_allocating()
    {
        var count = Cases.Of(100);
        var certificate = Sites.Issue("template");
        var key = CertificateFolder.KeyPem(certificate);
        for (var i = 0; i < count; i++)
        {
            File.WriteAllText(_folder.PathOf($"host{i}.crt"), Sites.Issue($"host{i}.example.com").ExportCertificatePem());
            File.WriteAllText(_folder.PathOf($"host{i}.key"), key);
        }

        var problems = new List<TlsProblem>();
        var store = new CertificateStore();
        var config = new TlsConfig { Certificates = [new TlsCertificateFiles { Folder = _folder.Path }] };
        var settings = new TlsLoader(store, TimeProvider.System).Load(config, _folder.Path, problems);

        Assert.Empty(problems);
        Assert.Equal(count, settings.Certificates.Count);
        Assert.All(
            Enumerable.Range(0, count),
            i => Assert.Equal($"host{i}.example.com", settings.Certificates.Exact($"HOST{i}.example.com")!.Names[0]));
        Assert.Equal(0, AllocatedBytes.Of(() => TlsState.FindInFiles(settings, "host99.example.com")));
        Assert.Equal(0, AllocatedBytes.Of(() => TlsState.FindInFiles(settings, "unknown.example.com")));
    }
}
