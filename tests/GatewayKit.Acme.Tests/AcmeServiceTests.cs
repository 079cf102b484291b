using System.Diagnostics.Metrics;
using GatewayKit.Acme.Storage;
using GatewayKit.Acme.Tests.Server;
using GatewayKit.Tls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Acme.Tests;

/// <summary>The options of a configuration that become active, change and disappear.</summary>
public sealed class AcmeServiceTests : IAsyncLifetime, IDisposable
{
    private const string Host = "api.example.com";

    private readonly TestFolder _folder = new();
    private readonly List<IHost> _hosts = [];
    private AcmeTestServer _server = null!;

    public void Dispose() => _folder.Dispose();

    public async Task InitializeAsync() => _server = await AcmeTestServer.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.Services.GetRequiredService<AcmeService>().StopAsync(default).InTime();
            host.Dispose();
        }

        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_certificate_of_a_host_is_ordered_in_the_background()
    {
        var node = Node();

        Activate(node, Host);

        await ServedAsync(node, Host);
        Assert.Equal(1, _server.Orders);
    }

    [Fact]
    public async Task A_restart_serves_the_stored_certificate_from_the_first_connection_on_without_an_order()
    {
        var first = Node();
        Activate(first, Host);
        await ServedAsync(first, Host);
        await first.Services.GetRequiredService<AcmeService>().StopAsync(default).InTime();

        var second = Node();
        Activate(second, Host);

        Assert.NotNull(Find(second, Host));
        Assert.Equal(1, _server.Orders);
    }

    [Fact]
    public async Task A_host_can_be_added_and_removed()
    {
        var node = Node();
        Activate(node, "a.example.com");
        await ServedAsync(node, "a.example.com");

        Activate(node, "a.example.com", "b.example.com");
        Assert.NotNull(Find(node, "a.example.com"));
        await ServedAsync(node, "b.example.com");
        Activate(node, "b.example.com");

        Assert.Null(Find(node, "a.example.com"));
        Assert.NotNull(Find(node, "b.example.com"));
        Assert.Equal(2, _server.Orders);
    }

    [Fact]
    public async Task Another_server_issues_new_certificates_and_the_earlier_ones_serve_until_then()
    {
        await using var other = await AcmeTestServer.StartAsync();
        var node = Node();
        Activate(node, Host);
        await ServedAsync(node, Host);
        var first = Find(node, Host);

        node.Services.GetRequiredService<ITlsAcme>().Activate(TestOptions.For(other.Directory.ToString(), Host), _folder.Path);

        Assert.NotNull(Find(node, Host));
        await Bounded.UntilAsync(() => Find(node, Host) != first, "the other certificate");
        Assert.Equal(1, other.Orders);
        Assert.NotNull(Find(node, Host));
    }

    [Fact]
    public async Task Without_options_there_are_no_certificates_and_no_orders()
    {
        var node = Node();
        Activate(node, Host);
        await ServedAsync(node, Host);

        node.Services.GetRequiredService<ITlsAcme>().Activate(null, _folder.Path);

        Assert.Null(Find(node, Host));
    }

    [Fact]
    public async Task A_reload_with_the_same_options_doesnt_disturb_an_order()
    {
        var asked = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        _server.Intercept = async context =>
        {
            if (context.Request.Path != "/new-order")
                return false;
            asked.TrySetResult();
            await go.Task.InTime();
            return false;
        };
        var node = Node();
        Activate(node, Host);
        await asked.Task.InTime();

        Activate(node, Host);
        go.SetResult();

        await ServedAsync(node, Host);
        Assert.Equal(1, _server.Orders);
    }

    [Fact]
    public async Task Other_options_end_an_order_and_start_their_own()
    {
        var asked = new TaskCompletionSource();
        _server.Intercept = async context =>
        {
            if (context.Request.Path != "/new-order" || asked.Task.IsCompleted)
                return false;
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return true;
        };
        var node = Node();
        Activate(node, Host);
        await asked.Task.InTime();

        Activate(node, "other.example.com", Host);

        await ServedAsync(node, "other.example.com");
        await ServedAsync(node, Host);
    }

    [Fact]
    public async Task A_server_that_is_down_disturbs_neither_the_start_nor_the_stop()
    {
        await _server.DisposeAsync();
        var node = Node();

        Activate(node, Host);

        await Bounded.UntilAsync(() => _folder.Files.Any(file => Path.GetFileName(file) == "state.json"), "the record of the failure");
        Assert.Null(Find(node, Host));
        await node.Services.GetRequiredService<AcmeService>().StopAsync(default).InTime();
    }

    [Fact]
    public async Task Two_nodes_on_one_folder_make_one_order_and_serve_the_same_certificate()
    {
        var nodes = new[] { Node(), Node() };
        foreach (var node in nodes)
            Activate(node, "a.example.com", "b.example.com");
        foreach (var node in nodes)
        {
            await ServedAsync(node, "a.example.com");
            await ServedAsync(node, "b.example.com");
        }

        Assert.Equal(2, _server.Orders);
        Assert.Equal(Find(nodes[0], "a.example.com"), Find(nodes[1], "a.example.com"));
    }

    [Fact]
    public async Task Another_node_answers_the_challenge_of_an_order()
    {
        var nodes = new[] { Node(), Node() };
        var answers = new List<bool>();
        _server.Verify = (host, _, _) =>
        {
            // The other node reads the answer at intervals, and may be late on a busy machine.
            SpinWait.SpinUntil(() => nodes.All(node => Answers(node, host)), Bounded.Limit);
            answers.AddRange(nodes.Select(node => Answers(node, host)));
            return true;
        };

        foreach (var node in nodes)
            Activate(node, Host);
        await ServedAsync(nodes[0], Host);

        Assert.Equal([true, true], answers);
    }

    [Fact]
    public async Task Before_the_gateway_listens_there_is_no_order()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddGatewayKit().UseAcme();
        using var node = builder.Build();
        Activate(node, Host);

        // Another gateway that is activated later and listens has got its certificate.
        var listening = Node();
        Activate(listening, "listening.example.com");
        await ServedAsync(listening, "listening.example.com");
        await node.Services.GetRequiredService<AcmeService>().StopAsync(default).InTime();

        Assert.Null(Find(node, Host));
        Assert.Equal(1, _server.Orders);
    }

    [Fact]
    public async Task A_storage_of_the_host_is_used_instead_of_the_folder()
    {
        var storage = new FileAcmeStorage(Path.Combine(_folder.Path, "own"), TimeProvider.System);
        var node = Node(services => services.AddSingleton<IAcmeStorage>(storage));

        Activate(node, Host);

        await ServedAsync(node, Host);
        Assert.True(Directory.Exists(Path.Combine(_folder.Path, "own")));
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "acme")));
    }

    [Fact]
    public void A_storage_that_throws_anything_doesnt_stop_the_start()
    {
        var node = Node(services => services.AddSingleton<IAcmeStorage>(new BrokenStorage()));

        Activate(node, Host);

        Assert.Null(Find(node, Host));
    }

    [Fact]
    public async Task The_time_until_the_expiry_is_a_metric()
    {
        var node = Node();
        var seconds = new List<(double Value, object? Host)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "gatewaykit.acme.certificate.remaining"
                && instrument.Meter.Scope == node.Services.GetRequiredService<IMeterFactory>())
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) => seconds.Add((value, tags[0].Value)));
        listener.Start();
        Activate(node, "metric.example.com");
        await ServedAsync(node, "metric.example.com");

        listener.RecordObservableInstruments();

        Assert.InRange(seconds.Single(s => "metric.example.com".Equals(s.Host)).Value, 89 * 86_400, 90 * 86_400);
    }

    private static bool Answers(IHost node, string host)
        => node.Services.GetRequiredService<IAcmeChallenges>().FindTlsAlpn(host) is not null;

    private static string? Find(IHost node, string host)
        => node.Services.GetRequiredService<ITlsCertificateSource>().Find(host)?.TargetCertificate.Thumbprint;

    private static Task ServedAsync(IHost node, string host) => Bounded.UntilAsync(() => Find(node, host) is not null, host);

    private IHost Node(Action<IServiceCollection>? configure = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new AcmeTimings
        {
            ChallengePoll = TimeSpan.FromMilliseconds(20),
            Propagation = TimeSpan.FromMilliseconds(500),
            Poll = TimeSpan.FromMilliseconds(100),
            BusyPoll = TimeSpan.FromMilliseconds(50),
        });
        builder.AddGatewayKit().UseAcme();
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        _hosts.Add(host);
        host.Services.GetRequiredService<AcmeService>().StartedAsync(default);
        return host;
    }

    private void Activate(IHost node, params string[] hosts)
        => node.Services.GetRequiredService<ITlsAcme>().Activate(TestOptions.For(_server.Directory.ToString(), hosts), _folder.Path);

    private sealed class BrokenStorage : IAcmeStorage
    {
        public ValueTask<byte[]?> ReadAsync(string name, CancellationToken cancellationToken) => throw new InvalidOperationException();

        public ValueTask WriteAsync(string name, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
            => throw new InvalidOperationException();

        public ValueTask<IAsyncDisposable?> TryLockAsync(string name, TimeSpan duration, CancellationToken cancellationToken)
            => throw new InvalidOperationException();
    }
}
