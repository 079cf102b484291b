using System.Collections.Immutable;

namespace GatewayKit;

/// <summary>A set of limits that are counted together. Create it once, in the plugin's constructor.</summary>
public sealed class CounterPolicy
{
    /// <summary>Initializes a new instance with a scope, an algorithm and limits.</summary>
    /// <param name="scope">
    /// A name that separates these counters from those of other policies and stays the same across configuration versions:
    /// usually <see cref="PluginPlacement.Key"/>.
    /// </param>
    /// <param name="algorithm">How requests are counted.</param>
    /// <param name="limits">One or more limits, each with a different window.</param>
    public CounterPolicy(string scope, CounterAlgorithm algorithm, params IEnumerable<CounterLimit> limits)
    {
        ArgumentException.ThrowIfNullOrEmpty(scope);
        Scope = scope;
        Algorithm = algorithm;
        Limits = [.. limits];
        if (Limits.IsEmpty)
            throw new ArgumentException("A policy needs at least one limit.", nameof(limits));
    }

    /// <summary>Gets the name that separates these counters from those of other policies.</summary>
    public string Scope { get; }

    /// <summary>Gets the algorithm.</summary>
    public CounterAlgorithm Algorithm { get; }

    /// <summary>Gets the limits; at least one.</summary>
    public ImmutableArray<CounterLimit> Limits { get; }

    /// <summary>
    /// Gets whether the usage stays when a policy with the same scope, algorithm and windows has other maximums, such as
    /// after a customer has changed the plan. The maximums of the last policy apply. Default: <c>false</c>; the policy with other maximums
    /// then starts at zero.
    /// </summary>
    public bool KeepsUsage { get; init; }
}
