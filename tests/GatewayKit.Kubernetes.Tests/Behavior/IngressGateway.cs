using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Tests.Translation.Ingresses;
using GatewayKit.Listening;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Kubernetes.Tests.Behavior;

/// <summary>A gateway with the listeners and routes of all Ingresses of a scene, on free ports.</summary>
internal sealed class IngressGateway : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly GatewayTestHost _host;

    private IngressGateway(GatewayTestHost host) => _host = host;

    public static async Task<IngressGateway> StartAsync(IngressScene scene)
    {
        var host = await GatewayTestHost.StartAsync(setup => setup.WithGateway(gateway =>
        {
            gateway.UseDynamicListeners().AddPluginsFrom(typeof(RedirectPlugin).Assembly)
                .LoadFrom(services => services.GetRequiredService<GatewayPublisher>());
            gateway.Services.AddSingleton(services => new GatewayPublisher("scene", services));
        })).WaitAsync(s_patience);
        var gateway = new IngressGateway(host);
        await gateway.PublishAsync(scene);
        return gateway;
    }

    /// <summary>Activates the current state of a scene.</summary>
    public async Task PublishAsync(IngressScene scene)
    {
        scene.Options = scene.Options with { IngressHttpPort = 0, IngressHttpsPort = 0 };
        var config = scene.Translate().Config;

        // Two listeners with a free port can't share an address.
        config = config with
        {
            Listeners = config.Listeners.ToImmutableDictionary(
                listener => listener.Key,
                listener => listener.Value.Tls is null ? listener.Value with { Address = IPAddress.Parse("127.0.0.2") } : listener.Value),
        };
        Assert.Empty(await _host.Services.GetRequiredService<GatewayPublisher>().PublishAsync(config).WaitAsync(s_patience));
    }

    /// <summary>Sends a request over a new TLS connection.</summary>
    /// <param name="host">The host and server name.</param>
    /// <param name="client">The client's certificate; null for none.</param>
    /// <param name="headers">The headers.</param>
    /// <returns>The status and the certificate of the gateway.</returns>
    public async Task<(HttpResponseMessage Response, X509Certificate2 Certificate)> GetAsync(
        string host, X509Certificate2? client = null, params (string Name, string Value)[] headers)
    {
        X509Certificate2? seen = null;
        using var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync, AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
        {
            seen = certificate is null ? null : X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
            return seen is not null;
        };
        if (client is not null)
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(client, null, offline: true);
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"https://{host}/"));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await http.SendAsync(request).WaitAsync(s_patience);
        return (response, seen!);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var listeners = _host.Services.GetRequiredService<IGatewayListenerStatus>().Current;
        await socket.ConnectAsync(
            listeners.First(listener => listener.Key is "ingress-https" || listener.Key.StartsWith("ingress-tls/")).Value.EndPoint!,
            cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
