using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Planning.Traffic;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Planning;

/// <summary>
/// Compares how two configurations would handle recorded requests, without sending anything: with the routing tables, the checks and the
/// compiled pipelines of both gateways. No request hook runs. Authentication plugins that only look up consumers run for requests without
/// a recorded consumer; services aren't asked. Requests between which no configuration distinguishes are compared once. Not thread-safe.
/// </summary>
public sealed class GatewayPlan : IDisposable
{
    private const int BatchSize = 4096;
    private const int BatchLength = 4 * 1024 * 1024;

    private readonly PlannedGateway _before;
    private readonly PlannedGateway _after;
    private readonly MatchedHeaders _headers;
    private readonly RequestComparison _comparison;
    private readonly ChangeGroups _groups;
    private long _requests;
    private long _changed;
    private long _withConsumer;
    private long _withHiddenCaller;
    private long _contradicted;

    /// <summary>Initializes a new instance with the active configurations of two gateways. Neither app has to run.</summary>
    /// <param name="before">The app in which the gateway with the earlier configuration is mapped.</param>
    /// <param name="after">The app in which the gateway with the later configuration is mapped.</param>
    /// <exception cref="GatewayConfigException">A configuration is invalid. It has the errors of both.</exception>
    public GatewayPlan(IEndpointRouteBuilder before, IEndpointRouteBuilder after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ThrowIfRejected(before, after);
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
        _groups = new ChangeGroups(_before.Snapshot.Config, _after.Snapshot.Config);
        _comparison = new RequestComparison(_before, _after, _headers, _groups);
    }

    /// <summary>Initializes a new instance that owns the gateways.</summary>
    /// <param name="before">The gateway with the earlier configuration.</param>
    /// <param name="after">The gateway with the later configuration.</param>
    /// <param name="processors">The maximum number of processors.</param>
    internal GatewayPlan(PlannedGateway before, PlannedGateway after, int processors)
    {
        (_before, _after) = (before, after);
        _headers = new MatchedHeaders(before.Snapshot.Config, after.Snapshot.Config);
        _groups = new ChangeGroups(before.Snapshot.Config, after.Snapshot.Config);
        _comparison = new RequestComparison(before, after, _headers, _groups, processors);
    }

    /// <summary>The configurations that are compared.</summary>
    internal IEnumerable<GatewayConfig> Configs => [_before.Snapshot.Config, _after.Snapshot.Config];

    /// <summary>Compares the handling of a request and adds it to the report.</summary>
    /// <exception cref="InvalidOperationException">A gateway has replaced its configuration since this object was created.</exception>
    public async ValueTask AddAsync(TrafficRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        await AddAsync([request]).ConfigureAwait(false);
    }

    /// <summary>Compares the handling of requests and adds them to the report. Uses all processors.</summary>
    /// <param name="requests">The requests.</param>
    /// <param name="cancellation">Ends the comparison.</param>
    /// <exception cref="InvalidOperationException">A gateway has replaced its configuration since this object was created.</exception>
    public async Task AddAllAsync(IAsyncEnumerable<TrafficRequest> requests, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var batch = new List<TrafficRequest>();
        var length = 0L;
        var adding = Task.CompletedTask;
        try
        {
            await foreach (var request in requests.WithCancellation(cancellation).ConfigureAwait(false))
            {
                batch.Add(request);
                length += request.Target.Length + request.Headers.Sum(header => header.Value.Length);
                if (batch.Count < BatchSize && length < BatchLength)
                    continue;

                // While requests are compared, the next ones are read.
                await adding.ConfigureAwait(false);
                var full = batch;
                adding = Task.Run(() => AddAsync(full), CancellationToken.None);
                (batch, length) = ([], 0);
            }
        }
        finally
        {
            await adding.ConfigureAwait(false);
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

    private static void ThrowIfRejected(params IEnumerable<IEndpointRouteBuilder> apps)
    {
        var errors = apps.Select(app => app.ServiceProvider.GetRequiredService<CurrentSnapshot>())
            .Where(snapshot => snapshot.Value is null).SelectMany(snapshot => snapshot.Rejection?.Errors ?? []).ToArray();
        if (errors.Length > 0)
            throw new GatewayConfigException(errors);
    }

    private async Task AddAsync(List<TrafficRequest> batch)
    {
        var outcomes = await _comparison.CompareAsync(batch).ConfigureAwait(false);
        for (var i = 0; i < batch.Count; i++)
            Count(batch[i], outcomes[i]);
    }

    private void Count(TrafficRequest request, Outcome outcome)
    {
        _headers.Note(request);
        _requests++;
        _withConsumer += outcome.HasCaller ? 1 : 0;
        _withHiddenCaller += outcome.IsCallerHidden ? 1 : 0;
        _contradicted += outcome.IsContradicted ? 1 : 0;
        if (outcome.Group is not { } group)
            return;

        _changed++;
        group.Add(request);
    }
}
