using System.Collections.Concurrent;

namespace GatewayKit.Soak;

/// <summary>Counts outcomes, and keeps the first faults.</summary>
internal sealed class Tally
{
    private const int MostFaults = 20;

    private readonly ConcurrentDictionary<string, long> _counts = new();
    private readonly ConcurrentQueue<string> _faults = new();

    /// <summary>The faults: answers that were lost, wrong, or opened what is protected.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public void Count(string outcome) => _counts.AddOrUpdate(outcome, 1, (_, count) => count + 1);

    public long Of(string outcome) => _counts.GetValueOrDefault(outcome);

    public void Fault(string kind, string what)
    {
        Count(kind);
        if (_faults.Count < MostFaults)
            _faults.Enqueue($"{kind}: {what}");
    }

    /// <summary>A line for each outcome.</summary>
    public string Report()
        => string.Join('\n', _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value,10:N0}  {pair.Key}"));
}
