using System.Collections.Concurrent;
using System.Globalization;

namespace GatewayKit.Tests.Runtime.Differential;

/// <summary>
/// Edits a configuration at random and reloads it under traffic.
/// After each reload, the gateway behaves like one that compiles the same configuration from nothing. More reloads:
/// <c>GATEWAYKIT_RELOADS</c>; other ones: <c>GATEWAYKIT_SEED</c>.
/// </summary>
public sealed class DifferentialReloadTests
{
    private const int AskedAfterEachReload = 24;
    private static readonly int s_reloads = FromEnvironment("GATEWAYKIT_RELOADS", 30);
    private static readonly int s_seed = FromEnvironment("GATEWAYKIT_SEED", 1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _wrong = new();

    [Fact]
    public async Task A_reloaded_configuration_behaves_like_one_that_was_compiled_from_nothing()
    {
        await using var gateway = await TraceHost.StartAsync();
        await using var oracle = await TraceHost.StartAsync();
        using var stop = new CancellationTokenSource();
        var (main, more) = Versions(gateway, ConfigEdits.First);
        Assert.Empty(await gateway.ReloadAsync(main, more));
        var traffic = Task.Run(() => AskUntilAsync(gateway, stop.Token));

        var accepted = await EditAsync(gateway, oracle, new Random(s_seed));
        await stop.CancelAsync();
        var asked = await traffic.WaitAsync(s_patience);

        Assert.True(_wrong.IsEmpty, string.Join("\n\n", _wrong.Take(3)));
        Assert.InRange(asked, 1, int.MaxValue);
        Assert.InRange(accepted, s_reloads / 4, s_reloads);
        Assert.DoesNotContain(
            gateway.Upstream.Requests,
            request => request.Target.Contains("vault", StringComparison.Ordinal) && !request.Headers.ContainsKey("X-Consumer-Name"));
        await AssertInstancesAsync(gateway, oracle);
    }

    private async Task<int> EditAsync(TraceHost gateway, TraceHost oracle, Random random)
    {
        var edits = new ConfigEdits(random);
        var (config, good) = (ConfigEdits.First, ConfigEdits.First);
        var accepted = 0;
        for (var i = 1; i <= s_reloads && _wrong.IsEmpty; i++)
        {
            config = edits.Edit(random.Next(3) == 0 ? config : good);
            var next = Versions(gateway, config);
            var errors = await gateway.ReloadAsync(next.Main, next.More);
            var active = gateway.Active;
            var fresh = await oracle.StartOverAsync(next.Main, next.More);
            if ((active == next) != (oracle.Active == next))
                _wrong.Enqueue($"Reload {i} (seed {s_seed}): {Text(errors)}; from nothing: {Text(fresh)}\n{next.Main.Text}\n"
                    + $"{next.More.Text}");
            if (active == next)
                (good, accepted) = (config, accepted + 1);
            else
                await oracle.StartOverAsync(active.Main, active.More);
            Assert.Equal(active, oracle.Active);
            foreach (var request in random.GetItems(TraceRequest.All, AskedAfterEachReload))
                await CompareAsync(gateway, oracle, request, $"reload {i} (seed {s_seed})\n{active.Main.Text}\n{active.More.Text}");
        }

        return accepted;
    }

    private async Task CompareAsync(TraceHost gateway, TraceHost oracle, TraceRequest request, string where)
    {
        var (_, actual) = await request.SendAsync(gateway.Client);
        var (_, expected) = await request.SendAsync(oracle.Client);
        if (actual != expected)
            _wrong.Enqueue($"{request} is\n{actual}\nand not\n{expected}\nafter {where}");
    }

    /// <summary>Asks for a route that is always protected, and for any others.</summary>
    private async Task<int> AskUntilAsync(TraceHost gateway, CancellationToken stop)
    {
        var random = new Random(s_seed);
        var count = 0;
        for (; count == 0 || !stop.IsCancellationRequested; count++)
        {
            var request = count % 2 == 0
                ? new TraceRequest("GET", "/vault/x", "other", null, count % 4 == 0 ? null : "unknown")
                : TraceRequest.All[random.Next(TraceRequest.All.Length)];
            var (status, outcome) = await request.SendAsync(gateway.Client);
            if (status >= 500 || (count % 2 == 0 && status != 401))
                _wrong.Enqueue($"{request} is {outcome} during a reload (seed {s_seed}).");
        }

        return count;
    }

    /// <summary>The same instances exist as from nothing, none was used after its disposal, and each is disposed once.</summary>
    private static async Task AssertInstancesAsync(TraceHost gateway, TraceHost oracle)
    {
        using var timeout = new CancellationTokenSource(s_patience);
        while (gateway.Instances.Alive != oracle.Instances.Alive)
            await Task.Delay(10, timeout.Token);
        await gateway.DisposeAsync();
        Assert.Equal(0, gateway.Instances.Alive);
        Assert.Empty(gateway.Instances.Faults);
        Assert.InRange(gateway.Instances.Created, 1, oracle.Instances.Created);
    }

    private static string Text(IReadOnlyList<string> errors) => string.Join(' ', errors.DefaultIfEmpty("accepted"));

    private static (TextVersion Main, TextVersion More) Versions(TraceHost gateway, EditedConfig config)
        => (new(config.Main(gateway.Upstream.Address), config.Value), new(config.More(), config.Value));

    private static int FromEnvironment(string name, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
