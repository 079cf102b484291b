using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CustomPlugin;
using GatewayKit.Configuration;
using GatewayKit.Testing;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Docs;

public sealed class ConfigurationTests
{
    static ConfigurationTests()
    {
        foreach (var name in new[] { "ALICE_KEY", "BOB_KEY", "GATEWAY_SECRET", "ORDERS_KEY" })
            Environment.SetEnvironmentVariable(name, $"{name}-value");
    }

    public static TheoryData<string, int> Configurations
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var page in Repository.Documents)
            {
                foreach (var block in page.Blocks.Where(b => b.Language == "yaml" && b.Mark("check") is null))
                    data.Add(page.Name, block.Line);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Configurations))]
    public async Task The_configuration_is_valid(string page, int line)
    {
        var document = Repository.Page(page);

        await StartAsync(document.Blocks.Single(b => b.Line == line).Code, document);
    }

    [Fact]
    public async Task An_error_in_a_configuration_is_found()
        => await Assert.ThrowsAsync<GatewayConfigException>(() => StartAsync("plugins: [ { name: mok } ]", new Document("page.md", "")));

    private static async Task StartAsync(string yaml, Document document)
    {
        var folder = Directory.CreateTempSubdirectory("gatewaykit-docs-").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Documents")))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            foreach (var file in document.Files.Where(f => f.Code != yaml && !f.Mark("file")!.Contains('/', StringComparison.Ordinal)))
                await File.WriteAllTextAsync(Path.Combine(folder, file.Mark("file")!), file.Code);
            await File.WriteAllTextAsync(Path.Combine(folder, "gateway.yaml"), yaml);
            await File.WriteAllTextAsync(Path.Combine(folder, "gateway.pem"), Key());
            await WriteCertificateAsync(folder);
            await StartAsync(Path.Combine(folder, "gateway.yaml"), SnippetCompiler.Plugins(document));
        }
        finally
        {
            TemporaryFolder.Delete(folder);
        }
    }

    /// <summary>A private key, which pages that need one create by a command.</summary>
    private static string Key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>Writes an authority's certificate and a client's with its key, which pages create by commands.</summary>
    private static async Task WriteCertificateAsync(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=gateway", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        foreach (var name in new[] { "ca.pem", "client.pem" })
            await File.WriteAllTextAsync(Path.Combine(folder, name), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "client.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private static async Task StartAsync(string file, Assembly? plugins)
    {
        var gateway = await GatewayTestHost.StartAsync(host => host
            .WithPlugin<ServerTimingPlugin>()
            .WithGateway(builder =>
            {
                builder.LoadFromFile(file);
                foreach (var assembly in FirstPartyPlugins.Assemblies)
                    builder.AddPluginsFrom(assembly);
                if (plugins is not null)
                    builder.AddPluginsFrom(plugins);
            })
            .WithConfiguration("{}")).WaitAsync(TimeSpan.FromSeconds(60));
        await gateway.DisposeAsync();
    }
}
