using System.Net;
using GatewayKit.Store.Nodes;
using GatewayKit.Store.Sources;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Store.Tests.Support;

/// <summary>A gateway with a store.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private TestNode(GatewayTestHost host) => Host = host;

    public GatewayTestHost Host { get; }

    public IGatewayStore Store => Host.Services.GetRequiredService<IGatewayStore>();

    public NodeState State => Host.Services.GetRequiredService<StoreConfigSource>().State;

    public static Task<TestNode> StartAsync(
        TestDatabase database, string name = "one", string configuration = "{}", Action<StoreOptions>? configure = null)
        => StartAsync(database.Connection, database.Folder, name, configuration, configure);

    public static async Task<TestNode> StartAsync(
        string connection, string folder, string name, string configuration = "{}", Action<StoreOptions>? configure = null)
        => new(await GatewayTestHost.StartAsync(setup => setup
            .WithConfiguration(configuration)
            .WithGateway(gateway => gateway.UseStore(connection, options =>
            {
                options.NodeName = name;
                options.CopyPath = Path.Combine(folder, $"{name}.last-good");
                options.Timeout = TimeSpan.FromSeconds(30);
                options.PollInterval = TimeSpan.FromMilliseconds(100);
                configure?.Invoke(options);
            }))).WaitAsync(Writing.Deadline));

    public async Task<HttpStatusCode> GetAsync(string path)
    {
        using var response = await Host.Client.GetAsync(path).WaitAsync(Writing.Deadline);
        return response.StatusCode;
    }

    public Task ServesAsync(string path) => Eventually.TrueAsync(async () => await GetAsync(path) == HttpStatusCode.OK);

    public Task RunsAsync(long revision) => Eventually.TrueAsync(() => Task.FromResult(State.Running == revision));

    public async ValueTask DisposeAsync()
    {
        await Host.StopAsync().WaitAsync(Writing.Deadline);
        await Host.DisposeAsync();
    }
}
