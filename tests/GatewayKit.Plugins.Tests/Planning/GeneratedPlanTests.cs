using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Planning;
using GatewayKit.Planning.Traffic;
using GatewayKit.Testing;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Planning;

/// <summary>A plan says about each request what the two gateways then really do, over sockets.</summary>
[Trait("Cases", "Generated")]
public sealed class GeneratedPlanTests
{
    private const int Calls = 150;

    [Fact]
    public async Task A_plan_says_what_the_two_gateways_do()
    {
        var (changed, rejected) = (0L, new List<string>());
        var seeds = Cases.Of(8);
        for (var seed = 1; seed <= seeds; seed++)
        {
            try
            {
                changed += await CompareAsync(seed);
            }
            catch (GatewayConfigException error)
            {
                rejected.Add($"seed {seed}: {error.Message}");
            }
        }

        Assert.NotEqual(0, changed);
        Assert.True(rejected.Count <= seeds / 8, string.Join('\n', rejected));
    }

    /// <returns>The number of records for which the plan has a change.</returns>
    private static async Task<long> CompareAsync(int seed)
    {
        var generated = new GeneratedGateway(seed);
        await using var before = await PluginGateway.StartAsync(generated.Next(), setup => setup.WithUpstream(EchoAsync));
        var address = before.Upstream.Address.ToString().TrimEnd('/');
        await using var after = await PluginGateway.StartAsync(
            generated.Next().Replace("{upstream}", address, StringComparison.Ordinal), setup => setup.WithUpstream(EchoAsync));
        var random = new Random(seed);
        var (records, changed) = (new List<TrafficRequest>(), 0L);
        for (var call = 0; call < Calls; call++)
        {
            var (found, count) = await VerifyAsync($"seed {seed}", before, after, GeneratedCall.Next(random));
            records.AddRange(found);
            changed += count;
        }

        // Requests between which no configuration distinguishes are compared once.
        Assert.Equal((seed, changed), (seed, (await after.PlanAsync(before, records)).Changed));
        return changed;
    }

    /// <returns>The records, and the number of those for which the plan has a change.</returns>
    private static async Task<(List<TrafficRequest> Records, int Changed)> VerifyAsync(
        string seed, GatewayTestHost before, GatewayTestHost after, GeneratedCall call)
    {
        var (old, now) = (await ObservedCall.SendAsync(before, call), await ObservedCall.SendAsync(after, call));
        var records = new List<TrafficRequest>();

        // A plan doesn't verify tokens: the caller of one is known only from a log, and accepted by the later plugins, too.
        if (!call.HasToken)
            records.Add(call.Complete(old.Status));
        else if (old.Consumer != GeneratedGateway.TokenCaller || now.Status == 401)
            return ([], 0);

        // A log doesn't have credentials by which the gateway hasn't identified the caller.
        if (call.Credentials == 0 || (call.Credentials == 1 && old.Consumer is { Length: > 0 } and not "guest"))
            records.Add(call.Logged(old.Status, old.Consumer is { Length: > 0 } name ? name : null));

        var changed = 0;
        foreach (var record in records)
        {
            var what = new StringBuilder($"{seed}, {record}, {string.Join(' ', call.Headers)}; before: {old}; after: {now}");
            changed += Verify(await after.PlanAsync(before, record), old, now, what);
        }

        return (records, changed);
    }

    private static int Verify(PlanReport report, ObservedCall old, ObservedCall now, StringBuilder what)
    {
        if (report.Changes is not [var change])
        {
            Assert.True(old == now, $"{what}; planned: no change");
            return 0;
        }

        what.Append("; planned: ").AppendJoin("; ", change.Differences);
        old.Verify(change.Before, what);
        now.Verify(change.After, what);
        if (change.Differences.Any(difference => difference.Kind is ChangeKind.NoRoute or ChangeKind.Cluster or ChangeKind.Refusal))
            Assert.True(old != now || old.Status == 403, what.ToString());
        return 1;
    }

    private static Task EchoAsync(HttpContext http)
    {
        var (request, response) = (http.Request.Headers, http.Response.Headers);
        response[ObservedCall.ClusterHeader] = http.Request.Path.Value!.Split('/')[1];
        response[ObservedCall.ConsumerHeader] = request["X-Consumer-Name"];
        response[ObservedCall.GroupsHeader] = request["X-Consumer-Groups"];
        return Task.CompletedTask;
    }
}
