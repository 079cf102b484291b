using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Acme.Storage;
using GatewayKit.Hosting;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Acme.Tests.Pebble;

/// <summary>A host like that of a team: a gateway with certificates from Pebble, in front of an upstream that says hello.</summary>
internal sealed class EdgeGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly WebApplication _upstream;
    private readonly X509Certificate2 _root;

    private EdgeGateway(WebApplication app, WebApplication upstream, X509Certificate2 root)
        => (_app, _upstream, _root) = (app, upstream, root);

    public static AcmeTimings Timings { get; } = new()
    {
        ChallengePoll = TimeSpan.FromMilliseconds(50),
        Propagation = TimeSpan.FromMilliseconds(100),
        Poll = TimeSpan.FromMilliseconds(200),
        BusyPoll = TimeSpan.FromMilliseconds(100),
    };

    public int Port => new Uri(_app.Urls.Single(url => url.StartsWith("https:", StringComparison.Ordinal))).Port;

    public int HttpPort => new Uri(_app.Urls.Single(url => url.StartsWith("http:", StringComparison.Ordinal))).Port;

    /// <summary>Starts a gateway with the file <c>gateway.yaml</c> of the folder, on the ports that Pebble connects to.</summary>
    public static Task<EdgeGateway> StartAsync(PebbleServer pebble, TestFolder folder)
        => StartAsync(pebble, folder, pebble.HttpPort, pebble.TlsPort, Timings);

    public static async Task<EdgeGateway> StartAsync(
        PebbleServer pebble, TestFolder folder, int httpPort, int tlsPort, AcmeTimings timings, IAcmeStorage? storage = null)
    {
        var upstream = await StartUpstreamAsync();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(timings);
        if (storage is not null)
            builder.Services.AddSingleton(storage);
        builder.AddGatewayKit()
            .UseAcme()
            .LoadFromFile(Path.Combine(folder.Path, "gateway.yaml"))
            .Configure(gateway => gateway
                .AddCluster("hello", upstream.Urls.Single())
                .AddRoute("hello", route => route.Path("/{**rest}").ToCluster("hello")))
            .UseUrls($"http://127.0.0.1:{httpPort}", $"https://127.0.0.1:{tlsPort}");
        var app = builder.Build();
        app.MapGatewayKit();
        await app.StartAsync().InTime();
        return new EdgeGateway(app, upstream, pebble.Root);
    }

    /// <summary>Writes the configuration.</summary>
    public static Task ConfigureAsync(PebbleServer pebble, TestFolder folder, string challenge, params string[] hosts)
        => File.WriteAllTextAsync(Path.Combine(folder.Path, "gateway.yaml"), $"""
            tls:
              handshakeTimeout: 1m
              acme:
                directory: {pebble.Directory}
                acceptTerms: true
                hosts: [{string.Join(", ", hosts)}]
                challenges: [{challenge}]
                trustedRoots: {pebble.Roots}
            """);

    /// <summary>Creates a client that connects to the gateway whatever the host is, and verifies its certificate.</summary>
    public HttpClient CreateClient(Action<X509Certificate2>? seen = null)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(_root);
        return new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                var port = context.InitialRequestMessage.RequestUri!.Scheme == "https" ? Port : HttpPort;
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = policy,
                RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                {
                    seen?.Invoke((X509Certificate2)certificate!);
                    return errors == SslPolicyErrors.None;
                },
            },
        })
        {
            Timeout = Bounded.Limit,
        };
    }

    /// <summary>Connects, and returns the thumbprint of the certificate; null if the handshake fails.</summary>
    public async Task<string?> HandshakeAsync(string host)
    {
        string? thumbprint = null;
        using var client = CreateClient(certificate => thumbprint = certificate.Thumbprint);
        try
        {
            Assert.Equal("hello", await client.GetStringAsync($"https://{host}/"));
            return thumbprint;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Waits until the host has a certificate, and returns its thumbprint.</summary>
    public async Task<string> ServedAsync(string host, string? other = null)
    {
        using var limit = new CancellationTokenSource(Bounded.Limit);
        while (!limit.IsCancellationRequested)
        {
            if (await HandshakeAsync(host) is { } thumbprint && thumbprint != other)
                return thumbprint;
            await Task.Delay(50);
        }

        throw new TimeoutException($"'{host}' has no certificate.");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    private static async Task<WebApplication> StartUpstreamAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/{**rest}", () => "hello");
        await app.StartAsync();
        return app;
    }
}
