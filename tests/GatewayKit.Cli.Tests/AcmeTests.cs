using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Cli.Tests.Support;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Cli.Tests;

/// <summary>The stock host with certificates from an ACME server.</summary>
public sealed class AcmeTests : IClassFixture<PebbleServer>, IDisposable
{
    private const string Host = "stock.example.com";

    private readonly PebbleServer _pebble;
    private readonly WorkFolder _folder = new();

    public AcmeTests(PebbleServer pebble) => _pebble = pebble;

    public void Dispose() => _folder.Dispose();

    [PebbleFact]
    public async Task A_certificate_is_ordered_and_serves_after_a_restart_without_another_order()
    {
        _folder.With("gateway.yaml", $"""
            tls:
              acme:
                directory: {_pebble.Directory}
                acceptTerms: true
                hosts: [{Host}]
                trustedRoots: {_pebble.Roots}
            {Mocks.Answering("text")}
            """);
        string? ordered;
        await using (var tool = await StartAsync())
        {
            // The server rejects every fifth request at random; an order that fails is repeated after two to two and a half minutes.
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(6));
            while ((ordered = await HandshakeAsync()) is null)
                await Task.Delay(100, limit.Token);
            await tool.SignalAsync("INT");
            Assert.Equal(0, (await tool.EndAsync()).ExitCode);
        }

        await using var restarted = await StartAsync();

        Assert.Equal(ordered, await HandshakeAsync());
    }

    private async Task<ToolProcess> StartAsync()
    {
        var tool = ToolProcess.Start(
            _folder.Path, "run", "--urls", $"http://127.0.0.1:{_pebble.HttpPort};https://127.0.0.1:{_pebble.TlsPort}");
        await tool.Output.NextAsync("GatewayKit is listening on https://");
        return tool;
    }

    /// <summary>Returns the thumbprint of the gateway's certificate; null if it has none for the host.</summary>
    private async Task<string?> HandshakeAsync()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_pebble.Root);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _pebble.TlsPort).WaitAsync(Bound.Time);
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream
                .AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = Host, CertificateChainPolicy = policy })
                .WaitAsync(Bound.Time);
            return stream.RemoteCertificate!.GetCertHashString();
        }
        catch (Exception error) when (error is AuthenticationException or IOException)
        {
            return null;
        }
    }
}
