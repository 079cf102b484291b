using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Shared;

/// <summary>A server with TLS that answers with the thumbprint of the client's certificate.</summary>
internal sealed class TlsUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TlsUpstream(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>The server name of each handshake.</summary>
    public ConcurrentQueue<string> Names { get; } = new();

    /// <summary>The protocol, the path and the client's certificate of each request.</summary>
    public ConcurrentQueue<(string Protocol, string Path, string? Thumbprint)> Requests { get; } = new();

    /// <summary>Starts a server.</summary>
    /// <param name="certificate">The server's certificate.</param>
    /// <param name="chain">The intermediate certificates that it sends.</param>
    /// <param name="clients">The root of the clients' certificates; null if clients need none.</param>
    /// <param name="protocols">The HTTP versions.</param>
    /// <param name="answer">Handles a request; null to answer with the thumbprint.</param>
    public static async Task<TlsUpstream> StartAsync(
        X509Certificate2 certificate, X509Certificate2[]? chain = null, TestAuthority? clients = null,
        HttpProtocols protocols = HttpProtocols.Http1AndHttp2, RequestDelegate? answer = null)
    {
        var context = SslStreamCertificateContext.Create(certificate, [.. chain ?? []], offline: true);
        var builder = WebApplication.CreateEmptyBuilder(new());
        var upstream = default(TlsUpstream);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = protocols;
                listen.UseHttps(new TlsHandshakeCallbackOptions
                {
                    OnConnection = connection =>
                    {
                        upstream!.Names.Enqueue(connection.ClientHelloInfo.ServerName);
                        return new(new SslServerAuthenticationOptions
                        {
                            ServerCertificateContext = context,

                            // A resumed session doesn't have the intermediate certificates.
                            AllowTlsResume = false,
                            ClientCertificateRequired = clients is not null,
                            RemoteCertificateValidationCallback = (_, presented, received, _)
                                => clients is null || IsTrusted(presented, received, clients),
                        });
                    },
                });
            }));
        var app = builder.Build();
        upstream = new TlsUpstream(app);
        app.Run(async http =>
        {
            var thumbprint = http.Connection.ClientCertificate?.Thumbprint;
            upstream.Requests.Enqueue((http.Request.Protocol, http.Request.Path, thumbprint));
            if (answer is null)
                await http.Response.WriteAsync(thumbprint ?? "none");
            else
                await answer(http);
        });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        upstream.Address = new Uri(address);
        return upstream;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Builds the chain from what the client has sent.</summary>
    private static bool IsTrusted(X509Certificate? presented, X509Chain? received, TestAuthority clients)
    {
        if (presented is not X509Certificate2 certificate)
            return false;

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(clients.Certificate);
        chain.ChainPolicy.ExtraStore.AddRange(received!.ChainPolicy.ExtraStore);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
