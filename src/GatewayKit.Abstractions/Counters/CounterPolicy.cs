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
}
