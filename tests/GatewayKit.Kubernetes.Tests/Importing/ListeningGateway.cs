using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Listening;
using GatewayKit.Plugins.ConcurrencyLimit;
using GatewayKit.Plugins.Cors;
using GatewayKit.Plugins.ForwardAuth;
using GatewayKit.Plugins.IpRestriction;
using GatewayKit.Plugins.Mirror;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Plugins.RequestSizeLimit;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Kubernetes.Tests.Importing;

/// <summary>A gateway with a translated cluster: its listeners for http are on a free port of 127.0.0.1, those for https on one of
/// 127.0.0.2.</summary>
internal sealed partial class ListeningGateway : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly IPAddress s_secure = IPAddress.Parse("127.0.0.2");

    // These differ from one request to the next.
    private static readonly string[] s_ignored = ["Date", "RateLimit", "Retry-After", "traceparent"];

    private readonly GatewayTestHost _host;
    private readonly HttpClient _client;
    private readonly HttpClient _certified;

    private ListeningGateway(GatewayTestHost host)
        => (_host, _client, _certified) = (host, CreateClient(null), CreateClient(TestSecrets.Issue("alice")));

    public static async Task<ListeningGateway> StartAsync(GatewayConfig config)
    {
        config = config with
        {
            Listeners = config.Listeners.SetItems(config.Listeners.Select(listener => KeyValuePair.Create(
                listener.Key,
                listener.Value with
                {
                    Port = 0,
                    Address = listener.Value.Protocol == ListenerProtocol.Https ? s_secure : IPAddress.Loopback,
                })).ToArray()),
        };
        return new ListeningGateway(await GatewayTestHost.StartAsync(setup => setup.WithGateway(gateway => gateway
            .UseDynamicListeners()
            .AddPluginsFrom(typeof(RedirectPlugin).Assembly)
            .AddPlugin<ConcurrencyLimitPlugin>()
            .AddPlugin<CorsPlugin>()
            .AddPlugin<ForwardAuthPlugin>()
            .AddPlugin<IpRestrictionPlugin>()
            .AddPlugin<MirrorPlugin>()
            .AddPlugin<RateLimitPlugin>()
            .AddPlugin<RequestSizeLimitPlugin>()
            .AddConfig(config))).WaitAsync(s_patience));
    }

    /// <summary>Returns the answer to a request: the status, the headers and the body.</summary>
    public Task<string> AskAsync(string method, string url, Version version, params (string Name, string Value)[] headers)
        => AskAsync(_client, method, url, version, headers);

    /// <summary>Returns the answer to a request of a client with a certificate of <see cref="TestSecrets.Authority"/>.</summary>
    public Task<string> AskCertifiedAsync(string url) => AskAsync(_certified, "GET", url, HttpVersion.Version11, []);

    private static async Task<string> AskAsync(
        HttpClient client, string method, string url, Version version, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url)
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (method == "POST")
            request.Content = new ByteArrayContent(new byte[2000]);
        using var response = await client.SendAsync(request).WaitAsync(s_patience);
        var text = new StringBuilder().Append((int)response.StatusCode).Append('\n');
        var all = response.Headers.Concat(response.Content.Headers);
        foreach (var (name, values) in all.OrderBy(header => header.Key, StringComparer.Ordinal))
        {
            if (!s_ignored.Any(ignored => name.StartsWith(ignored, StringComparison.OrdinalIgnoreCase)))
                text.Append(name).Append(": ").AppendJoin(", ", values).Append('\n');
        }

        return Varying().Replace(text.Append(await response.Content.ReadAsStringAsync()).ToString(), "");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _certified.Dispose();
        await _host.DisposeAsync();
    }

    private HttpClient CreateClient(X509Certificate2? certificate) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, server, _, _) => server is not null,
            LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
        },
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(EndPoint(isSecure: context.DnsEndPoint.Port == 443), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    private IPEndPoint EndPoint(bool isSecure)
        => _host.Services.GetRequiredService<IGatewayListenerStatus>().Current.Values
            .Select(listener => listener.EndPoint).OfType<IPEndPoint>().First(found => found.Address.Equals(s_secure) == isSecure);

    [GeneratedRegex("\"(?:traceId|requestId)\":\"[^\"]*\"")]
    private static partial Regex Varying();
}
