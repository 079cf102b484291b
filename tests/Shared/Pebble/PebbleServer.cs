using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace GatewayKit.Tests.Shared;

/// <summary>
/// Pebble, the ACME server of Let's Encrypt for tests, as a process, and a DNS server for which every name is this machine. It rejects
/// every fifth nonce, and never reuses an authorization.
/// </summary>
public sealed class PebbleServer : IAsyncLifetime
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("gatewaykit-pebble-").FullName;
    private readonly List<Process> _processes = [];

    /// <summary>Gets the port on which Pebble asks for http-01.</summary>
    public int HttpPort { get; private set; }

    /// <summary>Gets the port on which Pebble asks for tls-alpn-01.</summary>
    public int TlsPort { get; private set; }

    public string Directory { get; private set; } = "";

    /// <summary>Gets the file with the root of Pebble's own certificate.</summary>
    public string Roots => Path.Combine(_folder, "roots.pem");

    /// <summary>Gets the root of the certificates that Pebble issues.</summary>
    public X509Certificate2 Root { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (!PebbleFactAttribute.IsInstalled)
            return;

        await CreateCertificateAsync();
        for (var attempt = 1; !await TryStartAsync(); attempt++)
        {
            if (attempt == 5)
                throw new InvalidOperationException("Pebble doesn't start.");
            End();
        }
    }

    public Task DisposeAsync()
    {
        End();
        System.IO.Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    private async Task CreateCertificateAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Pebble", key, HashAlgorithmName.SHA256);
        var name = new SubjectAlternativeNameBuilder();
        name.AddDnsName("localhost");
        request.CertificateExtensions.Add(name.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(Roots, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(In("pebble.pem"), $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }

    private async Task<bool> TryStartAsync()
    {
        (HttpPort, TlsPort) = (FreePort.Find(), FreePort.Find());
        var (acme, management, dns, dnsManagement) = (FreePort.Find(), FreePort.Find(), FreePort.Find(), FreePort.Find());
        Directory = $"https://localhost:{acme}/dir";
        await File.WriteAllTextAsync(In("pebble.json"), new JsonObject
        {
            ["pebble"] = new JsonObject
            {
                ["listenAddress"] = $"127.0.0.1:{acme}",
                ["managementListenAddress"] = $"127.0.0.1:{management}",
                ["certificate"] = In("pebble.pem"),
                ["privateKey"] = In("pebble.pem"),
                ["httpPort"] = HttpPort,
                ["tlsPort"] = TlsPort,
            },
        }.ToJsonString());

        Start("pebble-challtestsrv", "-dns01", $"127.0.0.1:{dns}", "-management", $"127.0.0.1:{dnsManagement}",
            "-defaultIPv4", "127.0.0.1", "-defaultIPv6", "", "-http01", "", "-https01", "", "-tlsalpn01", "");
        Start("pebble", "-strict", "-config", In("pebble.json"), "-dnsserver", $"127.0.0.1:{dns}");
        using var client = new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        });
        for (var i = 0; i < 200 && !_processes.Exists(p => p.HasExited); i++)
        {
            try
            {
                Root = X509Certificate2.CreateFromPem(await client.GetStringAsync($"https://localhost:{management}/roots/0"));
                return true;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        return false;
    }

    private void Start(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["PEBBLE_VA_NOSLEEP"], start.Environment["PEBBLE_WFE_NONCEREJECT"]) = ("1", "20");
        start.Environment["PEBBLE_AUTHZREUSE"] = "0";
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _processes.Add(process);
    }

    private void End()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            process.WaitForExit(10_000);
            process.Dispose();
        }

        _processes.Clear();
    }

    private string In(string name) => Path.Combine(_folder, name);
}
