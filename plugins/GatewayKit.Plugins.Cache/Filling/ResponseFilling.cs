using GatewayKit.Plugins.Cache.Freshness;
using GatewayKit.Plugins.Cache.Shared;
using GatewayKit.Plugins.Cache.Store;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Cache.Filling;

/// <summary>Stores a response while the client receives it, and wakes the requests that wait for it.</summary>
internal sealed class ResponseFilling(
    CacheOptions options, StoragePolicy policy, CacheStore store, SharedTier? shared, FillTable fills)
{
    /// <summary>Stores the response to GET, unless it mustn't be stored.</summary>
    public void Fill(GatewayContext context, CacheExchange exchange, int status)
    {
        var http = context.Http;
        var length = http.Response.ContentLength;
        if (length > options.MaxBodySize.Bytes || policy.Create(exchange, context, status, http.Response.Headers) is not { } response)
        {
            // An error doesn't say that the stored response is wrong, and some statuses answer this client only.
            if (exchange.Stored is { } old && status is >= 200 and < 500 && !StatusRules.IsForOneRequest(status))
                Forget(exchange, old);
            LeaveOut(exchange, status);
            return;
        }

        exchange.Status = CacheStatus.AndStored(exchange.Status);
        if (length == 0 || status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent)
        {
            Keep(exchange, response);
            return;
        }

        var copy = new FillBuffer(store, length, options.MaxBodySize.Bytes);
        context.WrapResponseBody(
            body => new FillStream(body, copy, bytes =>
            {
                if (bytes is { } all)
                    Keep(exchange, response with { Body = all });
                else if (!http.RequestAborted.IsCancellationRequested)
                    LeaveOut(exchange, status);
            }),
            keepsLength: true);
    }

    /// <summary>Stores a complete response.</summary>
    public void Keep(CacheExchange exchange, StoredResponse response)
    {
        var isStored = store.Put(exchange.Key!, exchange.Removals, response, exchange.RequestHeaders!);
        if (isStored)
        {
            fills.Unmark(exchange.MarkKey);
            shared?.Offer(exchange, response);
        }

        exchange.Fill?.End(isStored ? FillOutcome.Stored : FillOutcome.NotStored);
    }

    /// <summary>Removes a response that the upstream has replaced or forbids to keep.</summary>
    public void Forget(CacheExchange exchange, StoredResponse response)
    {
        store.Remove(exchange.Key!, response);
        shared?.Forget(exchange.Key!);
    }

    /// <summary>Ends a fill whose response didn't arrive completely.</summary>
    /// <param name="exchange">The exchange, which has ended.</param>
    /// <param name="isAborted">Whether the client has left. A failure that isn't the client's would also fail the requests that take
    /// over, one after the other.</param>
    public void Complete(CacheExchange exchange, bool isAborted)
    {
        if (exchange.Close() is not { } fill)
            return;

        // A renewal in the background has no client, and the stale response is still the answer meanwhile.
        if (!isAborted && exchange.Result != CacheResult.Renewal)
            fills.Mark(exchange.MarkKey);
        fill.End(isAborted ? FillOutcome.Abandoned : FillOutcome.NotStored);
    }

    /// <summary>Lets waiting requests pass. Later ones don't wait, because their responses can't be stored either.</summary>
    private void LeaveOut(CacheExchange exchange, int status)
    {
        if (exchange.Fill is not { } fill)
            return;

        if (status < 500)
            fills.Mark(exchange.MarkKey);
        fill.End(FillOutcome.NotStored);
    }
}
