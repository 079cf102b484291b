using GatewayKit.Planning.Traffic;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Planning;

/// <summary>
/// Compares how two configurations would handle recorded requests, without sending anything: with the routing tables, the checks and the
/// compiled pipelines of both gateways. No request hook runs. Authentication plugins that only look up consumers run for requests without
/// a recorded consumer; services aren't asked. Not thread-safe.
/// </summary>
public sealed class GatewayPlan : IDisposable
{
    private const int MostKeys = 200_000;
    private const int BatchSize = 512;
    private const int BatchLength = 4 * 1024 * 1024;

    private readonly PlannedGateway _before;
    private readonly PlannedGateway _after;
    private readonly MatchedHeaders _headers;
    private readonly RequestKeys _keys;
    private readonly ChangeGroups _groups;
    private readonly Dictionary<UInt128, Outcome> _known = [];
    private long _requests;
    private long _changed;
    private long _withConsumer;
    private long _withHiddenCaller;
    private long _contradicted;

    /// <summary>Initializes a new instance with the active configurations of two gateways. Neither app has to run.</summary>
    /// <param name="before">The app in which the gateway with the earlier configuration is mapped.</param>
    /// <param name="after">The app in which the gateway with the later configuration is mapped.</param>
    /// <exception cref="Configuration.GatewayConfigException">A configuration is invalid.</exception>
    public GatewayPlan(IEndpointRouteBuilder before, IEndpointRouteBuilder after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        _before = new PlannedGateway(before);
        try
        {
            _after = new PlannedGateway(after, _before.Snapshot.Config);
        }
        catch
        {
            _before.Dispose();
            throw;
        }

        _headers = new MatchedHeaders(_before.Snapshot.Config, _after.Snapshot.Config);
        _keys = new RequestKeys(_headers);
        _groups = new ChangeGroups(_before.Snapshot.Config, _after.Snapshot.Config);
    }

    /// <summary>Compares the handling of a request and adds it to the report.</summary>
    /// <exception cref="InvalidOperationException">A gateway has replaced its configuration since this object was created.</exception>
    public async ValueTask AddAsync(TrafficRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_keys.Of(request) is not { } key)
        {
            Count(request, await CompareAsync(request).ConfigureAwait(false));
            return;
        }

        if (!_known.TryGetValue(key, out var outcome))
            outcome = Remember(key, await CompareAsync(request).ConfigureAwait(false));
        Count(request, outcome);
    }

    /// <summary>Compares the handling of requests and adds them to the report. Uses two processors, one for each configuration.</summary>
    /// <param name="requests">The requests.</param>
    /// <param name="cancellation">Ends the comparison.</param>
    /// <exception cref="InvalidOperationException">A gateway has replaced its configuration since this object was created.</exception>
    public async Task AddAllAsync(IAsyncEnumerable<TrafficRequest> requests, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var batch = new List<TrafficRequest>(BatchSize);
        var length = 0L;
        await foreach (var request in requests.WithCancellation(cancellation).ConfigureAwait(false))
        {
            batch.Add(request);
            length += request.Target.Length + request.Headers.Sum(header => header.Value.Length);
            if (batch.Count < BatchSize && length < BatchLength)
                continue;

            await AddAsync(batch).ConfigureAwait(false);
            batch.Clear();
            length = 0;
        }

        await AddAsync(batch).ConfigureAwait(false);
    }

    /// <summary>Returns the report about the requests so far.</summary>
    public PlanReport ToReport() => new()
    {
        Requests = _requests,
        Changed = _changed,
        WithConsumer = _withConsumer,
        WithoutCaller = _requests - _withConsumer,
        WithHiddenCaller = _withHiddenCaller,
        Contradicted = _contradicted,
        Changes = _groups.Changes,
        Unlisted = _groups.Unlisted,
        Kinds = _groups.Kinds,
        UnrecordedHeaders = _headers.Unrecorded,
        OtherSettings = [.. ConfigComparison.SettingsOf(_before.Snapshot.Config, _after.Snapshot.Config)],
    };

    /// <summary>Lets the gateways release the configurations.</summary>
    public void Dispose()
    {
        _before.Dispose();
        _after.Dispose();
    }

    private async Task AddAsync(List<TrafficRequest> batch)
    {
        UInt128?[] keys = [.. batch.Select(_keys.Of)];
        var isNew = new HashSet<UInt128>();
        var pending = batch.Where((_, i) => keys[i] is not { } key || (!_known.ContainsKey(key) && isNew.Add(key))).ToArray();
        var handlings = await Task.WhenAll(Task.Run(() => HandleAsync(_before, pending)), Task.Run(() => HandleAsync(_after, pending)))
            .ConfigureAwait(false);
        var compared = new Dictionary<TrafficRequest, Outcome>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < pending.Length; i++)
            compared[pending[i]] = await CompareAsync(pending[i], handlings[0][i], handlings[1][i]).ConfigureAwait(false);

        // Of equal requests, the first one was compared; the outcomes of the others may not fit among the known ones.
        var outcomes = new Dictionary<UInt128, Outcome>();
        for (var i = 0; i < batch.Count; i++)
        {
            if (keys[i] is not { } key)
                Count(batch[i], compared[batch[i]]);
            else if (compared.TryGetValue(batch[i], out var outcome))
                Count(batch[i], outcomes[key] = Remember(key, outcome));
            else
                Count(batch[i], outcomes.TryGetValue(key, out outcome) ? outcome : _known[key]);
        }
    }

    private static async Task<Handling[]> HandleAsync(PlannedGateway gateway, TrafficRequest[] requests)
    {
        var handlings = new Handling[requests.Length];
        for (var i = 0; i < requests.Length; i++)
            handlings[i] = await gateway.HandleAsync(requests[i], CallerAssumption.AsRecorded).ConfigureAwait(false);
        return handlings;
    }

    private Outcome Remember(UInt128 key, Outcome outcome)
    {
        if (_known.Count < MostKeys)
            _known[key] = outcome;
        return outcome;
    }

    private void Count(TrafficRequest request, Outcome outcome)
    {
        _requests++;
        _withConsumer += outcome.HasCaller ? 1 : 0;
        _withHiddenCaller += outcome.IsCallerHidden ? 1 : 0;
        _contradicted += outcome.IsContradicted ? 1 : 0;
        if (outcome.Group is not { } group)
            return;

        _changed++;
        group.Add(request);
    }

    private async ValueTask<Outcome> CompareAsync(TrafficRequest request)
        => await CompareAsync(
            request,
            await _before.HandleAsync(request, CallerAssumption.AsRecorded).ConfigureAwait(false),
            await _after.HandleAsync(request, CallerAssumption.AsRecorded).ConfigureAwait(false)).ConfigureAwait(false);

    private async ValueTask<Outcome> CompareAsync(TrafficRequest request, Handling before, Handling after)
    {
        _headers.Note(request);

        // The request was answered, so it had credentials that the record doesn't have.
        var isHidden = request is { Consumer: null, Status: { } status and not (401 or 403 or 407) }
            && before.Refuser is not null && before.Refused != status;
        if (isHidden)
        {
            before = await _before.HandleAsync(request, CallerAssumption.Authenticated).ConfigureAwait(false);
            after = await _after.HandleAsync(request, CallerAssumption.Authenticated).ConfigureAwait(false);
        }

        // Plugins that the request reaches could have answered it.
        var isContradicted = before is { Refused: { } predicted, Refuser: null, Reached: 0 }
            && request.Status is { } recorded && recorded != predicted;
        return new Outcome(
            _groups.Find(before, after, request.Consumer), request.Consumer is not null || before.Groups is not null, isHidden,
            isContradicted);
    }

    /// <summary>The comparison of a request.</summary>
    /// <param name="Group">The group of the change; null if the request isn't affected.</param>
    /// <param name="HasCaller">Whether the caller is known.</param>
    /// <param name="IsCallerHidden">Whether the request had credentials that the record doesn't have.</param>
    /// <param name="IsContradicted">Whether the recorded status isn't that of the earlier configuration.</param>
    private readonly record struct Outcome(ChangeGroup? Group, bool HasCaller, bool IsCallerHidden, bool IsContradicted);
}
