using System.Buffers;
using GatewayKit.Edge;
using GatewayKit.Pipeline;
using GatewayKit.Proxy.Routing;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace GatewayKit.Proxy;

/// <summary>
/// Runs the pipeline on YARP's request and response after the configured transforms, so that plugins have
/// the last word and a transform can't undo the gateway's identity headers.
/// </summary>
internal sealed class PipelineTransforms(RouteIndex routes, PipelineRunner runner, UpstreamRequestHooks upstreamRequestHooks)
    : ITransformProvider
{
    private const string ConsumerName = "X-Consumer-Name";
    private const string ConsumerGroups = "X-Consumer-Groups";

    /// <summary>The characters that neither YARP nor <see cref="Uri"/> changes.</summary>
    private static readonly SearchValues<char> s_unchanging = SearchValues.Create(
        "!$&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");

    private static readonly UriCreationOptions s_asItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public void ValidateRoute(TransformRouteValidationContext context)
    {
    }

    public void ValidateCluster(TransformClusterValidationContext context)
    {
    }

    public void Apply(TransformBuilderContext context)
    {
        if (routes.Find(context.Route) is not { } route)
            return;

        // YARP replaces the client's Host last of all. Hooks may sign the header, so they see the one that is sent.
        if (!context.RequestTransforms.Any(transform => transform is RequestHeaderOriginalHostTransform))
            context.AddOriginalHost(false);
        context.AddRequestTransform(TransformRequestAsync);
        if (route.MayHaveResponseHooks)
            context.AddResponseTransform(TransformResponseAsync);
    }

    private ValueTask TransformRequestAsync(RequestTransformContext context)
    {
        KeepAsSent(context);
        if (context.HttpContext.Features.Get<Exchange>() is not { } exchange)
            return default;

        if (exchange.Caller is { } caller)
        {
            var headers = context.ProxyRequest.Headers;
            headers.Remove(ConsumerName);
            headers.Remove(ConsumerGroups);
            headers.TryAddWithoutValidation(ConsumerName, caller.Name);
            if (caller.GroupList.Length > 0)
                headers.TryAddWithoutValidation(ConsumerGroups, caller.GroupList);
        }

        if (!exchange.Pipeline.HasUpstreamRequestHooks)
            return default;

        // Hooks may sign the address, so they see the one that YARP would set after them.
        context.ProxyRequest.RequestUri ??= RequestUtilities.MakeDestinationAddress(
            context.DestinationPrefix, context.Path, context.Query.QueryString);
        exchange.BeginHooks();
        var send = upstreamRequestHooks.RunAsync(exchange, context.ProxyRequest);
        if (!send.IsCompletedSuccessfully)
            return SendOrStopAsync(exchange, send);

        SendOrStop(exchange, send.Result);
        return default;
    }

    private static async ValueTask SendOrStopAsync(Exchange exchange, ValueTask<bool> send)
        => SendOrStop(exchange, await send.ConfigureAwait(false));

    private static void SendOrStop(Exchange exchange, bool send)
    {
        exchange.EndHooks();

        // A status other than 200 keeps YARP from sending the request; the pipeline then answers.
        if (!send)
            exchange.Http.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    private ValueTask TransformResponseAsync(ResponseTransformContext context)
    {
        if (context.ProxyResponse is not { } response || context.HttpContext.Features.Get<Exchange>() is not { } exchange)
            return default;

        exchange.BeginUpstreamResponse(response.Content);
        exchange.BeginHooks();
        var hooks = runner.UpAsync(exchange, exchange.Reached - 1);
        if (!hooks.IsCompletedSuccessfully)
            return TakeOverAsync(context, response, exchange, hooks);

        TakeOver(context, response, exchange);
        return default;
    }

    private static async ValueTask TakeOverAsync(
        ResponseTransformContext context, HttpResponseMessage response, Exchange exchange, ValueTask hooks)
    {
        await hooks.ConfigureAwait(false);
        TakeOver(context, response, exchange);
    }

    private static void TakeOver(ResponseTransformContext context, HttpResponseMessage response, Exchange exchange)
    {
        exchange.EndHooks();
        if (exchange.Answer is not null)
            context.SuppressResponseBody = true;
        else if (exchange.Body is { IsChanged: true } body)
            response.Content = new ChangedContent(response.Content, body);
    }

    /// <summary>
    /// YARP decodes and encodes a path and normalizes the query, which changes some escapes. The parts that
    /// the edge accepted are sent to the upstream byte for byte, unless a transform changed them.
    /// </summary>
    private static void KeepAsSent(RequestTransformContext context)
    {
        var http = context.HttpContext;
        var target = RequestTarget.Of(http);
        if (context.ProxyRequest.RequestUri is not null || !target.AsSpan().ContainsAnyExcept(s_unchanging))
            return;

        var prefix = context.DestinationPrefix.AsSpan().TrimEnd('/');
        var query = context.Query.QueryString.ToUriComponent();
        var address = RawPath.TryMapBack(target, http.Request.Path, context.Path, out var path)
            ? string.Concat(prefix, path, query)
            : RequestUtilities.MakeDestinationAddress(context.DestinationPrefix, context.Path, QueryString.Empty).AbsoluteUri + query;
        context.ProxyRequest.RequestUri = new Uri(address, s_asItIs);
    }
}
