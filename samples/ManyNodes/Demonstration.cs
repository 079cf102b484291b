using System.Globalization;
using StackExchange.Redis;

namespace ManyNodes;

/// <summary>
/// Starts three gateways on one Redis, and prints how many requests they admit beside how many they should:
/// <list type="number">
/// <item>all three count together, one by one and in batches</item>
/// <item>one is killed in the middle of its requests, and replaced</item>
/// <item>Redis hangs, and each value of <c>onStoreFailure</c> does what it says; then Redis answers again</item>
/// <item>Redis loses all counts</item>
/// </list>
/// </summary>
internal sealed class Demonstration(RedisStore redis, RedisLink link) : IDisposable
{
    private const int Nodes = 3;
    private const int Limit = 100;
    private const int Prefetch = 10;
    private const int KillAfter = 60;

    /// <summary>The requests of a connection in a step: together, 120 for each gateway.</summary>
    private const int Each = 15;

    private const int Few = 2;

    /// <summary>The calls of a gateway that can be on their way when the third one fails: one of each connection, and two more.</summary>
    private const int CallsOnTheWay = (LoadBalancer.Connections / Nodes) + 2;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly string _prefix = $"many-nodes:{Guid.NewGuid():N}:";
    private readonly List<NodeProcess> _nodes = [];
    private readonly LoadBalancer _load = new();

    /// <summary>Runs the steps.</summary>
    /// <param name="args">The address of Redis; none for a server in this process.</param>
    /// <returns>0 if each step admits what it should, 1 if one doesn't, 2 without Redis.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var redis = await RedisStore.ConnectAsync(args.FirstOrDefault());
            await using var link = new RedisLink(redis.Address);
            using var demonstration = new Demonstration(redis, link);
            return await demonstration.RunAsync();
        }
        catch (Exception error) when (error is ArgumentException or RedisConnectionException)
        {
            await Console.Error.WriteLineAsync(
                error is ArgumentException ? error.Message : $"Redis doesn't answer at {args.FirstOrDefault() ?? "the port of Garnet"}.");
            return 2;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _nodes.ForEach(node => node.Dispose());
        _load.Dispose();
    }

    private async Task<int> RunAsync()
    {
        _nodes.AddRange(await Task.WhenAll(Enumerable.Range(0, Nodes).Select(_ => NodeProcess.StartAsync(link.Address, _prefix))));
        await WaitForRedisAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Nodes} gateways on one Redis. A client may send {Limit} requests per hour.\n"));
        Console.WriteLine($"{"step",-44}{"sent",6}{"admitted",10}    should be");
        var isRight = true;
        await foreach (var step in StepsAsync())
        {
            Console.WriteLine(step);
            isRight &= step.IsRight;
        }

        await redis.FlushAsync(_prefix);
        return isRight ? 0 : 1;
    }

    private async IAsyncEnumerable<Step> StepsAsync()
    {
        yield return Exact("Three gateways", await SendAsync("/exact", "alice"), Limit);
        var batches = await SendAsync("/batches", "bob");
        yield return new Step("Three gateways, prefetch: 10", batches, Limit - (Nodes * (Prefetch - 1)) - batches.Uncounted, Limit,
            "a gateway can lose a part of a batch");
        yield return Exact("One gateway is killed and replaced", await KillAsync("carol"), Limit);
        await foreach (var step in HangAsync("dave"))
            yield return step;
        yield return Exact("Redis is flushed", await FlushAsync("erin"), 2 * Limit, "the limit before, and after it");
    }

    private async Task<LoadResult> KillAsync(string client)
    {
        var result = await SendAsync("/exact", client, Each, answers =>
        {
            if (answers == KillAfter)
                _nodes[^1].Kill();
        });
        _nodes[^1].Dispose();
        _nodes.RemoveAt(Nodes - 1);
        _nodes.Add(await NodeProcess.StartAsync(link.Address, _prefix));
        await WaitForRedisAsync();
        return result + await SendAsync("/exact", client);
    }

    private async IAsyncEnumerable<Step> HangAsync(string client)
    {
        var before = await SendAsync("/local", client, Few);
        link.Pause();
        var local = await SendAsync("/local", client);
        yield return new Step("Redis hangs, onStoreFailure: local", local, Nodes * Limit, Nodes * Limit, "each gateway counts by itself");
        var allow = await SendAsync("/allow", client);
        yield return new Step("Redis hangs, onStoreFailure: allow", allow, allow.Sent, allow.Sent, "requests aren't counted");
        var deny = await SendAsync("/exact", client);
        yield return new Step("Redis hangs, onStoreFailure: deny", deny, 0, 0, "the answer is 503");
        link.Resume();
        await WaitForRedisAsync();

        var rest = Limit - before.Admitted;
        yield return new Step("Redis answers again", await SendAsync("/local", client), rest - (Nodes * CallsOnTheWay), rest,
            string.Create(CultureInfo.InvariantCulture, $"{before.Admitted} were admitted before, and calls that timed out count, too"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"(The longest wait while Redis hung: {(local + allow + deny).Longest.TotalSeconds:0.0} s; ")
            + $"the timeout of a call is {GatewayNode.RedisTimeout.TotalSeconds:0} s, and later calls fail at once.)");
    }

    private async Task<LoadResult> FlushAsync(string client)
    {
        var result = await SendAsync("/exact", client);
        await redis.FlushAsync(_prefix);
        return result + await SendAsync("/exact", client);
    }

    /// <summary>Waits until each gateway counts in Redis.</summary>
    private async Task WaitForRedisAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        while ((await SendAsync("/exact", "probe", 1)).Uncounted > 0)
            await Task.Delay(s_pause, patience.Token);
    }

    private Task<LoadResult> SendAsync(string path, string client, int each = Each, Action<int>? onAnswer = null)
        => _load.SendAsync([.. _nodes.Select(node => node.Address)], path, client, each, onAnswer);

    /// <summary>Returns a step that admits exactly the limit, except for requests that were counted without a usable answer.</summary>
    private static Step Exact(string name, LoadResult result, int limit, string reason = "")
    {
        var lost = result.Unanswered + result.Uncounted;
        return new Step(name, result, limit - lost, limit, lost == 0 ? reason : string.Create(
            CultureInfo.InvariantCulture, $"{lost} requests had no answer, but may have been counted"));
    }
}
