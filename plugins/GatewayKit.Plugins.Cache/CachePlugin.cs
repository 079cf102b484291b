using System.Diagnostics.Metrics;
using GatewayKit.Plugins.Cache.Filling;
using GatewayKit.Plugins.Cache.Freshness;
using GatewayKit.Plugins.Cache.Keys;
using GatewayKit.Plugins.Cache.Lookup;
using GatewayKit.Plugins.Cache.Renewing;
using GatewayKit.Plugins.Cache.Store;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Cache;

/// <summary>
/// Caches responses in memory as a shared HTTP cache (RFC 9111):
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
    : IRequestHook, IUpstreamRequestHook, IResponseHook, IErrorHook, ICompletionHook, ICommandHook, IDisposable
{
    private readonly CacheTelemetry _telemetry;
    private readonly CacheStore _store;
    private readonly RequestLookup _lookup;
    private readonly ResponseFilling _filling;
    private readonly ResponseRenewal _renewal;

    /// <summary>Initializes a new instance with an empty store.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">The metrics.</param>
    public CachePlugin(CacheOptions options, PluginPlacement placement, TimeProvider time, IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        var varyBy = new VaryBy(options.VaryBy);
        var fills = new FillTable(time);
        var policy = new StoragePolicy(options, varyBy, time);
        _telemetry = new CacheTelemetry(meters, placement.Key);
        _store = new CacheStore(options, _telemetry);
        _lookup = new RequestLookup(options, varyBy, _store, fills, _telemetry, time);
        _filling = new ResponseFilling(options, policy, _store, fills);
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
        if (context.Http.Response.Headers.Count > 0)
            exchange.PresetHeaders = [.. context.Http.Response.Headers.Keys];
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
            if (exchange.IsUnsafe)
                Invalidation.Apply(_store, exchange, context.Http);
            else if (exchange.MayStore && TakeResponse(context, exchange) is { } answer)
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
        return command.Name == "purge" ? Purge.Run(_store, command.Arguments) : CommandResult.Unknown;
    }

    /// <summary>Releases the memory.</summary>
    public void Dispose() => _store.Close();

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
