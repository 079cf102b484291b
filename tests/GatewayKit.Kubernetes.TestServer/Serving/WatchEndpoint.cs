using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Selectors;
using GatewayKit.Kubernetes.TestServer.Storage;
using GatewayKit.Kubernetes.TestServer.Writing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>
/// Watches objects:
/// 1. find the start: all objects, the events after a version, or now;
/// 2. send the head, so that the client knows that the watch has begun;
/// 3. send events as they come, until the time is over, the client leaves or a fault ends the watch.
/// </summary>
internal sealed class WatchEndpoint(Cluster cluster, Faults.FaultInjection faults)
{
    /// <summary>The bytes after which a long series of events is sent.</summary>
    private const int FlushSize = 64 * 1024;

    public async Task Handle(HttpContext context, ResourceRequest request, CancellationToken stopping)
    {
        var query = context.Request.Query;
        var selection = new Selection(request.Kind, request.Namespace, query);
        var hasBookmarks = query["allowWatchBookmarks"].ToString() is "1" or "true";
        Subscription subscription;
        try
        {
            subscription = Subscribe(request.Kind, query, hasBookmarks);
        }
        catch (ApiException expired) when (expired.Code == 410 && !faults.ReportsExpiryAsStatus)
        {
            var last = new WatchEvent(WatchEventType.Error, 0) { Error = expired };
            await Begin(context);
            new WatchWriter(context, request.Kind, selection, hasBookmarks).Write(last);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            return;
        }

        subscription.HasBookmarks = hasBookmarks;
        using (subscription)
        using (var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, subscription.Aborted, stopping))
        await using (var bookmarks = Bookmarks(subscription, hasBookmarks))
        await using (var timeout = Timeout(subscription, query))
        {
            await Begin(context);
            try
            {
                await Send(context, subscription, new WatchWriter(context, request.Kind, selection, hasBookmarks), ended.Token);
            }
            catch (OperationCanceledException)
            {
                context.Abort();
            }
        }
    }

    private Subscription Subscribe(Kind kind, IQueryCollection query, bool hasBookmarks)
    {
        var collection = cluster.CollectionOf(kind);
        var version = VersionQuery.Read(query) ?? 0;
        var initial = query["sendInitialEvents"].ToString();
        if (initial.Length > 0)
            CheckInitialEvents(query);
        else if (query["resourceVersionMatch"].ToString().Length > 0)
            throw ApiErrors.InvalidOptions("ListOptions", FieldError.Forbidden("resourceVersionMatch",
                "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));

        if (initial is "1" or "true")
            return collection.SubscribeNow(sendsObjects: true, sendsEnd: hasBookmarks);
        return version == 0
            ? collection.SubscribeNow(sendsObjects: initial.Length == 0, sendsEnd: false)
            : collection.SubscribeAfter(version);
    }

    private void CheckInitialEvents(IQueryCollection query)
    {
        if (!cluster.Options.SupportsWatchList)
            throw ApiErrors.InvalidOptions("ListOptions", FieldError.Forbidden("sendInitialEvents",
                "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled"));
        if (query["resourceVersionMatch"] != "NotOlderThan")
            throw ApiErrors.InvalidOptions("ListOptions", FieldError.Forbidden("resourceVersionMatch",
                "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
    }

    private async Task Send(HttpContext context, Subscription subscription, WatchWriter writer, CancellationToken ended)
    {
        var pipe = context.Response.BodyWriter;
        while (await subscription.Events.WaitToReadAsync(ended))
        {
            while (subscription.Events.TryRead(out var next))
            {
                await faults.WhileSilent(subscription.Collection.Resource, ended);
                var hasNext = writer.Write(next);
                if (pipe.UnflushedBytes > FlushSize || !hasNext)
                    await pipe.FlushAsync(ended);
                if (next.Type == WatchEventType.Cut)
                    throw new OperationCanceledException(ended);
                if (!hasNext)
                    return;
            }

            await pipe.FlushAsync(ended);
        }
    }

    private static async Task Begin(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-cache, private";
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private ITimer? Bookmarks(Subscription subscription, bool hasBookmarks)
        => hasBookmarks && cluster.Options.BookmarkInterval is { } interval
            ? cluster.Time.CreateTimer(_ => Bookmark(subscription), null, interval, interval)
            : null;

    /// <summary>Posts a bookmark: behind all events up to its version.</summary>
    private void Bookmark(Subscription subscription)
    {
        lock (cluster.Store.Gate)
            subscription.PostBookmark();
    }

    private ITimer? Timeout(Subscription subscription, IQueryCollection query)
        => double.TryParse(query["timeoutSeconds"], System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? cluster.Time.CreateTimer(_ => subscription.Post(new WatchEvent(WatchEventType.End, 0)), null,
                TimeSpan.FromSeconds(seconds), System.Threading.Timeout.InfiniteTimeSpan)
            : null;
}
