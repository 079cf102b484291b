using System.Collections.Concurrent;
using System.Globalization;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Runtime.Reloading;

/// <summary>
/// Edits whole configurations at random, valid or not, and reloads them under traffic. No answer may be one that neither
/// the old nor the new configuration gives, and after each reload every answer is exactly the oracle's. More reloads:
/// <c>GATEWAYKIT_RELOADS</c>; other ones: <c>GATEWAYKIT_SEED</c>.
/// </summary>
public sealed class ReloadModelTests
{
    private const int Clients = 3;
    private const int AskedAfterEachReload = 24;
    private static readonly int s_reloads = FromEnvironment("GATEWAYKIT_RELOADS", 60);
    private static readonly int s_seed = FromEnvironment("GATEWAYKIT_SEED", 8);

    /// <summary>Every configuration that was loaded, and whether it became active. Only ever added to.</summary>
    private readonly List<(ModelConfig Config, bool IsActive)> _loaded = [(new ModelConfig([], ""), true)];
    private readonly ConcurrentQueue<string> _wrong = new();
    private TaskCompletionSource _reloaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _active;

    [Fact]
    public async Task Every_answer_is_one_that_an_active_configuration_gives()
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), "routes: {}", setup => setup
            .WithUpstream(http => http.Response.WriteAsync(http.Request.Headers["X-Mark"].ToString()))
            .WithApp(app => app.Use(async (http, next) =>
            {
                if (http.Request.Headers.ContainsKey(ModelRequest.Hold))
                    await Volatile.Read(ref _reloaded).Task.WaitAsync(TimeSpan.FromSeconds(60));
                await next();
            })));
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients)
            .Select(i => Task.Run(() => AskUntilAsync(gateway, new Random(s_seed + i), stop.Token)))
            .ToArray();

        await ReloadAsync(gateway, new Random(s_seed));
        await stop.CancelAsync();
        var answered = await Task.WhenAll(clients).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Empty(_wrong.Take(5));
        Assert.All(answered, count => Assert.True(count > 0));
        lock (_loaded)
        {
            Assert.Contains(_loaded, loaded => !loaded.IsActive);
            Assert.InRange(_loaded.Count(loaded => loaded.IsActive), s_reloads / 4, s_reloads);
        }
    }

    private async Task ReloadAsync(GatewayTestHost gateway, Random random)
    {
        var edits = new ModelEdits(random);
        var config = _loaded[0].Config;
        for (var i = 1; i <= s_reloads && _wrong.IsEmpty; i++)
        {
            // An operator mends an invalid file, or goes back to the active one.
            config = edits.Edit(config.IsValid || random.Next(2) == 0 ? config : _loaded[_active].Config);
            lock (_loaded)
                _loaded.Add((config, config.IsValid));
            var errors = await gateway.ReloadAsync(config.ToYaml() + "\n" + ProbeHost.Cluster);
            if ((errors.Count == 0) != config.IsValid)
                _wrong.Enqueue($"Reload {i} (seed {s_seed}): {string.Join(' ', errors.DefaultIfEmpty("accepted"))}\n{config.ToYaml()}");
            if (config.IsValid)
                Volatile.Write(ref _active, _loaded.Count - 1);
            Interlocked.Exchange(ref _reloaded, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            foreach (var request in random.GetItems(ModelRequest.All, AskedAfterEachReload))
                await AskAsync(gateway, request, settled: true);
        }

        // Nothing is held any longer.
        _reloaded.SetResult();
    }

    private async Task<int> AskUntilAsync(GatewayTestHost gateway, Random random, CancellationToken stop)
    {
        var count = 0;
        for (; count == 0 || !stop.IsCancellationRequested; count++)
            await AskAsync(gateway, ModelRequest.All[random.Next(ModelRequest.All.Length)], settled: false, isHeld: random.Next(4) == 0);
        return count;
    }

    private async Task AskAsync(GatewayTestHost gateway, ModelRequest request, bool settled, bool isHeld = false)
    {
        var first = Volatile.Read(ref _active);
        var answer = await request.SendAsync(gateway.Client, isHeld);
        (ModelConfig Config, bool IsActive)[] possible;
        lock (_loaded)
            possible = settled ? [_loaded[first]] : [.. _loaded[first..].Where(loaded => loaded.IsActive)];
        if (!possible.Any(loaded => loaded.Config.Answer(request) == answer))
            _wrong.Enqueue($"{request} (seed {s_seed}) is '{answer}' and not "
                + $"'{string.Join("' or '", possible.Select(loaded => loaded.Config.Answer(request)))}':\n{possible[^1].Config.ToYaml()}");
    }

    private static int FromEnvironment(string name, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
