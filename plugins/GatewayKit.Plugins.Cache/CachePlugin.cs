using System.Diagnostics.Metrics;
using GatewayKit.Plugins.Cache.Filling;
using GatewayKit.Plugins.Cache.Freshness;
using GatewayKit.Plugins.Cache.Keys;
using GatewayKit.Plugins.Cache.Lookup;
using GatewayKit.Plugins.Cache.Purging;
using GatewayKit.Plugins.Cache.Renewing;
using GatewayKit.Plugins.Cache.Shared;
using GatewayKit.Plugins.Cache.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Cache;

/// <summary>
/// Caches responses as a shared HTTP cache (RFC 9111), in the memory of this node and, behind it, in a store that nodes share:
/// <list type="number">
/// <item>a request is answered from the store if a response is usable; otherwise one request fetches it, and others wait for it
/// (<see cref="RequestLookup"/>)</item>
/// <item>the upstream request validates a stored response that isn't usable by itself</item>
/// <item>the response is stored while it is sent (<see cref="ResponseFilling"/>); a 304 renews the stored response, and an error may be
/// replaced by it (<see cref="ResponseRenewal"/>)</item>
/// <item>the response to an unsafe method removes the stored responses of its URIs (<see cref="Invalidation"/>)</item>
/// </list>
/// </summary>
[GatewayPlugin<CacheOptions>("cache", PluginStage.Traffic)]
public sealed class CachePlugin
    : IRequestHook, IUpstreamRequestHook, IResponseHook, IErrorHook, ICompletionHook, ICommandHook, IAsyncDisposable
{
    private readonly CacheTelemetry _telemetry;
    private readonly CacheStore _store;
    private readonly SharedTier? _shared;
    private readonly RequestLookup _lookup;
    private readonly ResponseFilling _filling;
    private readonly ResponseRenewal _renewal;

    /// <summary>Initializes a new instance with an empty store.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">The metrics.</param>
    /// <param name="logger">The log.</param>
    /// <param name="cache">The store that nodes share.</param>
    /// <exception cref="PluginOptionsException">Nodes should share their responses, but the host has no shared store.</exception>
    public CachePlugin(
        CacheOptions options, PluginPlacement placement, TimeProvider time, IMeterFactory meters, ILogger<CachePlugin> logger,
        IDistributedCache cache)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        var varyBy = new VaryBy(options.VaryBy);
        var fills = new FillTable(time);
        var policy = new StoragePolicy(options, varyBy, time);
        _telemetry = new CacheTelemetry(meters, logger, placement.Key);
        _store = new CacheStore(options, _telemetry);
        if (options.Shared)
            _shared = new SharedTier(options, placement.Key, Usable(cache), _store, _telemetry, time);
        _lookup = new RequestLookup(options, varyBy, _store, _shared, fills, _telemetry, time);
        _filling = new ResponseFilling(options, policy, _store, _shared, fills);
        _renewal = new ResponseRenewal(policy, _filling, _store, time);
    }

    /// <summary>Answers from the store, waits for a response that another request fetches, or lets the request pass.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => _lookup.RunAsync(context);

    /// <summary>Asks the upstream to validate the stored response.</summary>
    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (context.State is not CacheExchange { MayStore: true } exchange)
            return default;

        exchange.UpstreamHeaders = request.Headers;
        if (context.Http.Response.Headers is { Count: > 0 } preset)
            (exchange.PresetHeaders, exchange.PresetVary) = ([.. preset.Keys], preset.Vary);
        if (exchange.Validates)
            ResponseRenewal.AddConditions(exchange.Stored!, request);
        return default;
    }

    /// <summary>Stores the response, renews the stored one, replaces an error by it, or removes what the request has changed.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        if (context.State is not CacheExchange exchange)
            return HookResult.Continue;

        if (context.ResponseOrigin == ResponseOrigin.Upstream)
        {
            if (exchange.IsUnsafe && Invalidation.KeysOf(exchange, context.Http) is { Count: > 0 } changed)
                return InvalidateAsync(context, exchange, changed);
            if (exchange.MayStore && TakeResponse(context, exchange) is { } answer)
                return HookResult.Respond(answer);
        }
        else
        {
            exchange.Fill?.End(FillOutcome.NotStored);
        }

        context.Http.Response.Headers.Append(CacheStatus.Field, exchange.Status);
        return HookResult.Continue;
    }

    /// <summary>Answers with a stale response if the upstream doesn't respond (RFC 5861, section 4).</summary>
    public ValueTask<HookResult> OnErrorAsync(GatewayContext context, Exception error)
    {
        if (context.State is not CacheExchange exchange || error is not UpstreamFailureException)
            return HookResult.Continue;

        exchange.Fill?.End(FillOutcome.NotStored);
        return _renewal.InsteadOfError(exchange, context.Http.Request, status: null) is { } stale
            ? HookResult.Respond(stale) : HookResult.Continue;
    }

    /// <summary>Ends a fill whose response didn't arrive completely, and counts the request.</summary>
    public void OnCompleted(GatewayContext context)
    {
        if (context.State is not CacheExchange exchange)
            return;

        _filling.Complete(exchange, context.Http.RequestAborted.IsCancellationRequested);
        _telemetry.Count(exchange.Result);
    }

    /// <summary>Removes responses: <c>purge</c>.</summary>
    public ValueTask<CommandResult> OnCommandAsync(PluginCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Name != "purge")
            return CommandResult.Unknown;
        if (!PurgeCommand.TryRead(command.Arguments, out var target, out var refusal))
            return refusal;

        return _shared is null
            ? PurgeCommand.Done(_store.Purge((key, response) => target.Covers(key, response.Tags)), isShared: null)
            : PurgeAsync(_shared, target);
    }

    /// <summary>Releases the memory, and ends what is done in the background.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_shared is not null)
            await _shared.DisposeAsync().ConfigureAwait(false);
        _store.Close();
    }

    private static IDistributedCache Usable(IDistributedCache cache) => cache is not MemoryDistributedCache ? cache
        : throw new PluginOptionsException(
            [new OptionsError("shared", "is true, but the gateway has no shared cache; start it with --redis, or call UseRedis")]);

    private static async ValueTask<CommandResult> PurgeAsync(SharedTier shared, PurgeTarget target)
    {
        var (removed, isShared) = await shared.PurgeAsync(target).ConfigureAwait(false);
        return PurgeCommand.Done(removed, isShared);
    }

    private ValueTask<HookResult> InvalidateAsync(GatewayContext context, CacheExchange exchange, IReadOnlyList<string> changed)
    {
        foreach (var key in changed)
            _store.Remove(key);
        context.Http.Response.Headers.Append(CacheStatus.Field, exchange.Status);
        return _shared is null ? HookResult.Continue : InvalidateAsync(_shared, changed);
    }

    /// <summary>Invalidates the responses of the shared store before the client gets the response: its next request can reach another
    /// node.</summary>
    private static async ValueTask<HookResult> InvalidateAsync(SharedTier shared, IReadOnlyList<string> changed)
    {
        await Task.WhenAll(changed.Select(key => shared.InvalidateAsync(key).AsTask())).ConfigureAwait(false);
        return HookResult.Continue;
    }

    /// <returns>The answer instead of the upstream's; null to forward that.</returns>
    private GatewayResponse? TakeResponse(GatewayContext context, CacheExchange exchange)
    {
        var http = context.Http;
        var status = http.Response.StatusCode;
        if (status == StatusCodes.Status304NotModified && exchange.Validates)
            return _renewal.Renew(context, exchange);
        if (StatusRules.IsError(status) && _renewal.InsteadOfError(exchange, http.Request, status) is { } stale)
        {
            exchange.Fill?.End(FillOutcome.NotStored);
            return stale;
        }

        if (HttpMethods.IsHead(http.Request.Method))
            _renewal.ForgetChanged(exchange, status, http.Response.Headers);
        else
            _filling.Fill(context, exchange, status);
        return null;
    }
}
