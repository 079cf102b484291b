using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace GatewayKit.Store.Telemetry;

/// <summary>Counts by outcome. All outcomes begin with 0: an increase of a series that appears with 1 is 0.</summary>
internal sealed class OutcomeCount(params string[] outcomes)
{
    private readonly FrozenDictionary<string, StrongBox<long>> _counts
        = outcomes.ToFrozenDictionary(name => name, _ => new StrongBox<long>());

    public void Add(string outcome) => Interlocked.Increment(ref _counts[outcome].Value);

    public IEnumerable<Measurement<long>> Measure() => _counts.Select(
        count => new Measurement<long>(Interlocked.Read(ref count.Value.Value), new KeyValuePair<string, object?>("outcome", count.Key)));
}
