using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Tests.Shared;
using GatewayKit.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Acme.Tests.Pebble;

/// <summary>A server that answers challenges, and does nothing else.</summary>
internal static class Responder
{
    public static async Task<WebApplication> StartAsync(PebbleServer pebble, IAcmeChallenges challenges)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, pebble.HttpPort);
            kestrel.Listen(IPAddress.Loopback, pebble.TlsPort, listen => listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = context => ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = challenges.FindTlsAlpn(context.ClientHelloInfo.ServerName),
                    ApplicationProtocols = [new SslApplicationProtocol("acme-tls/1")],
                }),
            }));
        });
        var app = builder.Build();
        app.MapGet("/.well-known/acme-challenge/{token}", (string token, HttpContext context) =>
            challenges.FindHttp(context.Request.Host.Host, token) is { } answer ? Results.Text(answer) : Results.NotFound());
        await app.StartAsync();
        return app;
    }
}
