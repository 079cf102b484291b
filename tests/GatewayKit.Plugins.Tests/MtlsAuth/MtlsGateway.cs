using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Testing;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GatewayKit.Plugins.Tests.MtlsAuth;

/// <summary>A gateway on HTTPS that asks clients for a certificate, and leaves its verification to the plugin.</summary>
internal sealed class MtlsGateway : IAsyncDisposable
{
    private static readonly X509Certificate2 s_server = TestAuthority.Root("CN=server authority").Issue(TestCertificate.Server());

    private MtlsGateway(GatewayTestHost host) => Host = host;

    public GatewayTestHost Host { get; }

    public static async Task<MtlsGateway> StartAsync(string yaml, Action<GatewayTestSetup>? setUp = null)
        => new(await PluginGateway.StartAsync(yaml, setup =>
        {
            UseHttps(setup);
            setUp?.Invoke(setup);
        }));

    /// <summary>Lets a host listen on HTTPS and ask clients for a certificate.</summary>
    public static void UseHttps(GatewayTestSetup setup) => setup.WithGateway(gateway => gateway.Services.Insert(0,
        ServiceDescriptor.Singleton<IConfigureOptions<KestrelServerOptions>>(new ConfigureOptions<KestrelServerOptions>(
            kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = s_server,
                ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                ClientCertificateValidation = (_, _, _) => true,
            }))))));

    /// <summary>Sends a request on a new connection.</summary>
    public async Task<Answer> GetAsync(X509Certificate2? certificate, params (string Name, string Value)[] headers)
    {
        using var client = Connect(certificate);
        return await GetAsync(client, headers);
    }

    public async Task<int> StatusAsync(X509Certificate2? certificate, params (string Name, string Value)[] headers)
        => (await GetAsync(certificate, headers)).Status;

    /// <summary>Creates a client that keeps its connection.</summary>
    public HttpClient Connect(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = static (_, server, _, _)
                    => server?.GetCertHashString() == s_server.GetCertHashString(),
                ClientCertificateContext =
                    certificate is null ? null : SslStreamCertificateContext.Create(certificate, null, offline: true),
            },
            UseProxy = false,
        };
        return new HttpClient(handler) { BaseAddress = new UriBuilder(Host.Address) { Scheme = "https" }.Uri };
    }

    public static async Task<Answer> GetAsync(HttpClient client, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        using var response = await client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
        return new Answer(
            (int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
