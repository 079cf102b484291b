using StackExchange.Redis;

namespace GatewayKit.Redis.Counters;

/// <summary>One call of the script: costs whose counters are in one slot.</summary>
/// <param name="Costs">The costs.</param>
/// <param name="Keys">The counter of each cost.</param>
/// <param name="Indexes">The index of each cost in the request.</param>
internal sealed record CounterCall(CounterCost[] Costs, RedisKey[] Keys, int[] Indexes)
{
    /// <summary>Creates the arguments of the call.</summary>
    public RedisValue[] Arguments(string mode, long timestamp)
    {
        var arguments = new List<RedisValue>(2 + (Costs.Length * 5)) { mode, timestamp };
        foreach (var cost in Costs)
            PolicyArguments.Of(cost.Policy).AddTo(arguments, cost.Amount);
        return [.. arguments];
    }

    /// <summary>Returns the call that takes back what this one counted.</summary>
    public CounterCall Refund() => this with { Costs = [.. Costs.Select(c => new CounterCost(c.Policy, c.Subject, -c.Amount))] };
}
