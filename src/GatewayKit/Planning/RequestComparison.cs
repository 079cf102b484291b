using GatewayKit.Planning.Traffic;

namespace GatewayKit.Planning;

/// <summary>
/// Compares requests, each of those between which no configuration distinguishes once, on all processors. If plugins have run, a request
/// stands only for those with the same target, because plugins can read all of it.
/// </summary>
internal sealed class RequestComparison
{
    private const int MostKnown = 200_000;

    /// <summary>Fewer requests aren't worth another processor.</summary>
    private const int LeastForProcessor = 16;

    private readonly PlannedGateway _before;
    private readonly PlannedGateway _after;
    private readonly ChangeGroups _groups;
    private readonly RequestKeys _keys;
    private readonly int _processors;
    private readonly Dictionary<UInt128, Outcome> _known = [];

    /// <summary>The outcomes of the current batch that don't fit among the known ones.</summary>
    private readonly Dictionary<UInt128, Outcome> _further = [];

    public RequestComparison(
        PlannedGateway before, PlannedGateway after, MatchedHeaders headers, ChangeGroups groups, int processors = int.MaxValue)
    {
        (_before, _after, _groups, _processors) = (before, after, groups, Math.Min(processors, Environment.ProcessorCount));
        _keys = new RequestKeys(headers, new ComparedTargets(before, after), before.BodyLimits.Concat(after.BodyLimits));
    }

    /// <summary>Compares requests.</summary>
    /// <returns>The outcome of each request.</returns>
    public async ValueTask<Outcome[]> CompareAsync(IReadOnlyList<TrafficRequest> requests)
    {
        var outcomes = new Outcome[requests.Count];
        var open = new List<(int Index, RequestKey? Key)>(requests.Count);
        for (var i = 0; i < requests.Count; i++)
            open.Add((i, _keys.Of(requests[i])));

        // In each turn, requests wait for the first one with the same key.
        while (open.Count > 0)
        {
            var (waiting, first) = Divide(open, requests, outcomes);
            var pairs = await DecideAsync([.. first.Select(item => requests[item.Index])]).ConfigureAwait(false);
            for (var i = 0; i < first.Count; i++)
            {
                var (index, key) = first[i];
                outcomes[index] = Remember(requests[index], key, OutcomeOf(requests[index], pairs[i]));
            }

            open = waiting;
        }

        _further.Clear();
        return outcomes;
    }

    /// <summary>Divides requests without a known outcome into the first of each key, and those that wait for it.</summary>
    private (List<(int Index, RequestKey? Key)> Waiting, List<(int Index, RequestKey? Key)> First) Divide(
        List<(int Index, RequestKey? Key)> open, IReadOnlyList<TrafficRequest> requests, Outcome[] outcomes)
    {
        var (waiting, first) = (new List<(int, RequestKey?)>(), new List<(int, RequestKey?)>());
        var isNew = new HashSet<UInt128>();
        foreach (var (index, asked) in open)
        {
            var key = asked;
            if (key is { IsShort: true } && Find(key.Value) is { IsOfPlugins: true })
                key = _keys.OfWhole(requests[index]);

            if (key is not { } shared)
                first.Add((index, null));
            else if (Find(shared) is { } outcome)
                outcomes[index] = outcome;
            else
                (isNew.Add(shared.Value) ? first : waiting).Add((index, shared));
        }

        return (waiting, first);
    }

    private Outcome? Find(RequestKey key)
        => _known.TryGetValue(key.Value, out var outcome) || _further.TryGetValue(key.Value, out outcome) ? outcome : null;

    private Outcome Remember(TrafficRequest request, RequestKey? key, Outcome outcome)
    {
        if (key is { } shared)
        {
            Remember(shared, outcome);
            if (shared.IsShort && outcome.IsOfPlugins)
                Remember(_keys.OfWhole(request), outcome);
        }

        return outcome;
    }

    private void Remember(RequestKey key, Outcome outcome)
        => (_known.Count < MostKnown ? _known : _further)[key.Value] = outcome;

    private async ValueTask<DecisionPair[]> DecideAsync(TrafficRequest[] requests)
    {
        var pairs = new DecisionPair[requests.Length];
        var last = -1;
        var processors = Math.Min(_processors, requests.Length / LeastForProcessor);
        if (processors <= 1)
            await DecideNextAsync().ConfigureAwait(false);
        else
            await Task.WhenAll(Enumerable.Range(0, processors).Select(_ => Task.Run(DecideNextAsync))).ConfigureAwait(false);
        return pairs;

        async Task DecideNextAsync()
        {
            while (Interlocked.Increment(ref last) is var i && i < requests.Length)
                pairs[i] = await DecisionPair.OfAsync(_before, _after, requests[i]).ConfigureAwait(false);
        }
    }

    private Outcome OutcomeOf(TrafficRequest request, DecisionPair pair)
    {
        // Plugins that the request reaches could have answered it.
        var isContradicted = pair.Before is { Refused: { } predicted, Refuser: null, Reached: 0 }
            && request.Status is { } recorded && recorded != predicted;
        return new Outcome(
            _groups.Find(pair.Before, pair.After, request.Consumer), request.Consumer is not null || pair.Before.Groups is not null,
            pair.IsCallerHidden, isContradicted, pair.IsOfPlugins);
    }
}
