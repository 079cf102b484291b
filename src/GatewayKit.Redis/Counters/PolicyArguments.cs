using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace GatewayKit.Redis.Counters;

/// <summary>The part of a call that depends on a policy only.</summary>
internal sealed class PolicyArguments
{
    // The largest numbers with which the script's arithmetic is exact: 35 years in microseconds.
    private const long Largest = 1L << 50;
    private const int IdBytes = 8;

    /// <summary>The version of the counters' format. Nodes with another one have other counters.</summary>
    private const string Format = "1";

    private static readonly ConditionalWeakTable<CounterPolicy, PolicyArguments> s_known = [];

    private readonly RedisValue[] _limits;

    private PolicyArguments(CounterPolicy policy)
    {
        var algorithm = policy.Algorithm switch
        {
            CounterAlgorithm.FixedWindow => 0,
            CounterAlgorithm.SlidingWindow => 1,
            CounterAlgorithm.TokenBucket => 2,
            _ => throw new ArgumentException($"The algorithm '{policy.Algorithm}' isn't supported.", nameof(policy)),
        };
        _limits =
        [
            algorithm, policy.Limits.Length,
            .. policy.Limits.SelectMany(limit => (RedisValue[])[long.Min(limit.Limit, Largest), Microseconds(limit.Window)]),
        ];
        Id = IdOf(policy, algorithm);
        AcquireOne = [CounterScript.Acquire, 0, 1, .. _limits];
    }

    /// <summary>The policy's part of a key: a hash of everything that makes it a different policy.</summary>
    public string Id { get; }

    /// <summary>All arguments of a call that counts 1 against this policy only.</summary>
    public RedisValue[] AcquireOne { get; }

    public static PolicyArguments Of(CounterPolicy policy) => s_known.GetValue(policy, static policy => new PolicyArguments(policy));

    /// <summary>Adds the arguments of a cost.</summary>
    public void AddTo(List<RedisValue> arguments, long amount)
    {
        arguments.Add(amount);
        arguments.AddRange(_limits);
    }

    private static long Microseconds(TimeSpan window)
        => long.Min((window.Ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond, Largest);

    private static string IdOf(CounterPolicy policy, int algorithm)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Format}\n{policy.Scope}\n{algorithm}");
        foreach (var limit in policy.Limits)
        {
            text.Append('\n');
            if (!policy.KeepsUsage)
                text.Append(CultureInfo.InvariantCulture, $"{limit.Limit}");
            text.Append(CultureInfo.InvariantCulture, $"/{limit.Window.Ticks}");
        }

        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, IdBytes));
    }
}
