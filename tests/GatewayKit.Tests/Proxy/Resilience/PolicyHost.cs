using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Proxy.Resilience;

/// <summary>A gateway before a <see cref="PlannedUpstream"/>, with a route <c>/NAME/</c> to each cluster.</summary>
internal sealed class PolicyHost : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private GatewayTestHost _gateway = null!;
    private int _requests;

    public PlannedUpstream Upstream { get; } = new();

    public GatewayTestHost Gateway => _gateway;

    /// <param name="clusters">The clusters in YAML, one each line: <c>NAME: MORE</c>. They have the destinations <c>a</c> and
    /// <c>b</c>, and take the first available one, unless they say otherwise.</param>
    /// <param name="time">The clock.</param>
    /// <param name="more">Configures more.</param>
    public static async Task<PolicyHost> StartAsync(string clusters, FakeTimeProvider time, Action<GatewayTestSetup>? more = null)
    {
        var host = new PolicyHost();
        host._gateway = await GatewayTestHost.StartAsync(setup =>
        {
            setup.WithTime(time).WithUpstream(host.Upstream.AnswerAsync).WithConfiguration(Configuration(clusters));
            more?.Invoke(setup);
        }).WaitAsync(s_patience);
        return host;
    }

    public static string Configuration(string clusters)
    {
        var named = clusters.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(": ", 2)).ToArray();
        var routes = named.Select(c => $"  {c[0]}: {{ clusterId: {c[0]}, match: {{ path: '/{c[0]}/{{**rest}}' }} }}\n");
        return "routes:\n" + string.Concat(routes)
            + "clusters:\n" + string.Concat(named.Select(c => $"  {c[0]}: {{ {WithDefaults(c[1])} }}\n"));
    }

    /// <summary>Sends a request.</summary>
    public async Task<PlannedAnswer> SendAsync(
        string cluster, string plan, string method = "GET", HttpContent? body = null, string path = "x",
        CancellationToken cancellation = default)
    {
        var id = $"{cluster}-{Interlocked.Increment(ref _requests)}";
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/{cluster}/{path}") { Content = body };
        request.Headers.Add("X-Plan", plan);
        request.Headers.Add("X-Id", id);
        using var response = await _gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation)
            .WaitAsync(s_patience, CancellationToken.None);
        Upstream.CutOff(id);
        string? text = null;
        try
        {
            text = await response.Content.ReadAsStringAsync(cancellation).WaitAsync(s_patience, CancellationToken.None);
        }
        catch (HttpRequestException)
        {
            // The body is incomplete.
        }

        return new PlannedAnswer((int)response.StatusCode, Upstream.DestinationsOf(id), text);
    }

    /// <summary>Waits for a condition that becomes true by itself.</summary>
    public static async Task UntilAsync(Func<bool> isTrue)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (!isTrue())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    private static string WithDefaults(string cluster)
    {
        if (!cluster.Contains("destinations:", StringComparison.Ordinal))
            cluster += ", destinations: { a: { address: '{upstream}/a' }, b: { address: '{upstream}/b/' } }";
        return cluster.Contains("loadBalancingPolicy:", StringComparison.Ordinal)
            ? cluster : cluster + ", loadBalancingPolicy: FirstAlphabetical";
    }
}
