using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Pipeline;

/// <summary>On the request path nothing is allocated per plugin. Alone, since other tests allocate in the same process.</summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTests
{
    /// <summary>What the pipeline may allocate in all, in bytes per request.</summary>
    private const int Constant = 400;

    private const int Plugins = 8;

    private readonly QuietCalls _calls = new();

    [Fact]
    public async Task Eight_plugins_allocate_no_more_than_one_and_a_constant_more_than_none()
    {
        await using var gateway = await StartAsync();
        var none = new SynchronousExchange(gateway.Services, "zero").AllocatedBytes();
        var one = new SynchronousExchange(gateway.Services, "once").AllocatedBytes();
        var eight = new SynchronousExchange(gateway.Services, "many").AllocatedBytes();

        Assert.Equal(one, eight, tolerance: 1);
        Assert.InRange(eight - none, 0, Constant);
    }

    [Fact]
    public async Task Every_hook_of_every_plugin_runs_in_an_exchange_that_is_measured()
    {
        await using var gateway = await StartAsync();

        new SynchronousExchange(gateway.Services, "many").Run();

        Assert.Equal(Plugins * QuietPlugin.Hooks, _calls.Count);
    }

    [Theory]
    [InlineData("unauthorized", 401)]
    [InlineData("refused", 429)]
    public async Task A_rejection_allocates_nothing_for_the_plugins_above_it(string route, int status)
    {
        await using var gateway = await StartAsync();
        var alone = new SynchronousExchange(gateway.Services, $"{route}-alone");
        var below = new SynchronousExchange(gateway.Services, $"{route}-below");

        Assert.Equal(alone.AllocatedBytes(), below.AllocatedBytes(), tolerance: 1);
        Assert.Equal((status, status), (alone.Status, below.Status));
    }

    [Fact]
    public async Task A_caller_becomes_the_user_without_an_allocation_for_its_name_or_its_groups()
    {
        await using var gateway = await StartAsync();
        var unknown = new SynchronousExchange(gateway.Services, "once").AllocatedBytes();
        var known = new SynchronousExchange(gateway.Services, "known").AllocatedBytes();

        // At most the user of the HttpContext, which an exchange has once.
        Assert.InRange(known - unknown, 0, 40);
    }

    [Fact]
    public async Task Over_sockets_eight_plugins_allocate_no_more_than_one()
    {
        // The first plugin with an upstream-request hook costs the messages of the HTTP client; the others cost nothing.
        // Many short rounds, and the middle one of them: how often an exchange finds its bytes there already, so that it
        // need not wait and allocates less, is chance, and what else the process allocates now and then is too.
        const int Rounds = 400;
        const int Requests = 4;
        await using var gateway = await StartAsync();
        using var one = new BlockingClient(gateway.Address, "/once");
        using var eight = new BlockingClient(gateway.Address, "/many");
        var (oneBytes, eightBytes) = (new long[Rounds], new long[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            oneBytes[round] = AllocatedBytes(one, Requests);
            eightBytes[round] = AllocatedBytes(eight, Requests);
            gateway.Upstream.Forget();
        }

        // The last exchange may not have completed yet: its client has the answer already.
        Assert.InRange(_calls.Count,
            (Rounds * Requests - 1) * (Plugins + 1) * QuietPlugin.Hooks, Rounds * Requests * (Plugins + 1) * QuietPlugin.Hooks);
        Assert.InRange((Median(eightBytes) - Median(oneBytes)) / Requests, -Constant, Constant);
    }

    /// <summary>What the whole process allocates: the gateway, and an upstream that does the same each time.</summary>
    private static long AllocatedBytes(BlockingClient client, int requests)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < requests; i++)
            client.Get();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static double Median(long[] rounds) => rounds.Order().ElementAt(rounds.Length / 2);

    private Task<GatewayTestHost> StartAsync() => GatewayTestHost.StartAsync(setup => setup
        .WithPlugin<QuietPlugin>().WithPlugin<KnownCallerPlugin>().WithPlugin<TokenPlugin>().WithPlugin<RefusingPlugin>()
        .WithGateway(gateway => gateway.Services.AddSingleton(_calls))
        .WithConfiguration($$"""
            routes:
            {{Route("zero", 0)}}
            {{Route("once", 1)}}
            {{Route("many", Plugins)}}
            {{Route("known", 1, "{ name: known-caller }")}}
            {{Route("unauthorized-alone", 0, "{ name: token }")}}
            {{Route("unauthorized-below", Plugins, "{ name: token }")}}
            {{Route("refused-alone", 0, "{ name: refusing }")}}
            {{Route("refused-below", Plugins, "{ name: refusing }")}}
            {{ProbeHost.Cluster}}
            """)).WaitAsync(TimeSpan.FromSeconds(60));

    private static string Route(string id, int quiet, params string[] more)
    {
        var plugins = Enumerable.Range(0, quiet).Select(i => $"{{ name: quiet, id: q{i} }}").Concat(more);
        return $"  {id}: {{ clusterId: up, match: {{ path: /{id} }}, plugins: [ {string.Join(", ", plugins)} ] }}";
    }
}
