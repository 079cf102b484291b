using System.Collections.Immutable;

namespace GatewayKit;

/// <summary>The limits that are counted together. Build it once, when the plugin is created.</summary>
public sealed class CounterPolicy
{
    /// <summary>Describes a policy.</summary>
    /// <param name="scope">
    /// Keeps its counters apart from those of other policies, and is the same from one configuration to the next:
    /// usually <see cref="PluginPlacement.Key"/>.
    /// </param>
    /// <param name="algorithm">How requests are counted.</param>
    /// <param name="limits">One limit or more, each with another window.</param>
    public CounterPolicy(string scope, CounterAlgorithm algorithm, params IEnumerable<CounterLimit> limits)
    {
        ArgumentException.ThrowIfNullOrEmpty(scope);
        Scope = scope;
        Algorithm = algorithm;
        Limits = [.. limits];
        if (Limits.IsEmpty)
            throw new ArgumentException("A policy needs a limit.", nameof(limits));
    }

    /// <summary>Keeps its counters apart from those of other policies.</summary>
    public string Scope { get; }

    /// <summary>How requests are counted.</summary>
    public CounterAlgorithm Algorithm { get; }

    /// <summary>The limits; at least one.</summary>
    public ImmutableArray<CounterLimit> Limits { get; }
}
