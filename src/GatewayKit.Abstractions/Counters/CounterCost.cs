using System.Runtime.InteropServices;

namespace GatewayKit;

/// <summary>An amount that a subject uses of a policy's limits, such as one request or 800 tokens.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CounterCost
{
    /// <summary>The largest amount of one cost.</summary>
    public const long MaxAmount = 1_000_000_000_000;

    /// <summary>Initializes a new instance with a policy, a subject and an amount.</summary>
    /// <param name="policy">The limits.</param>
    /// <param name="subject">The subject to count for.</param>
    /// <param name="amount">
    /// The amount, at most <see cref="MaxAmount"/>. 0 counts nothing and is allowed if 1 would be. Only
    /// <see cref="ICounterStore.AdjustAsync"/> takes a negative amount.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is too large.</exception>
    public CounterCost(CounterPolicy policy, CounterSubject subject, long amount = 1)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, MaxAmount);
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, -MaxAmount);
        Policy = policy;
        Subject = subject;
        Amount = amount;
    }

    /// <summary>Gets the limits.</summary>
    public CounterPolicy Policy { get; }

    /// <summary>Gets the subject to count for.</summary>
    public CounterSubject Subject { get; }

    /// <summary>Gets the amount.</summary>
    public long Amount { get; }
}
