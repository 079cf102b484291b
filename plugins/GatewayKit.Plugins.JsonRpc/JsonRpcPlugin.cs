using System.Diagnostics.Metrics;
using GatewayKit.Bodies;
using GatewayKit.Plugins.JsonRpc.Errors;
using GatewayKit.Plugins.JsonRpc.Methods;
using GatewayKit.Plugins.JsonRpc.Reading;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.JsonRpc;

/// <summary>
/// Checks JSON-RPC 2.0 calls. Steps:
/// <list type="number">
/// <item>reads the calls of the request</item>
/// <item>finds the rule of each method, and decides whether the caller can call it</item>
/// <item>counts the calls against the limits of their methods</item>
/// <item>chooses the cluster, and publishes the method for later plugins</item>
/// <item>converts problems of the gateway and of later plugins to errors with the ids of the calls</item>
/// </list>
/// </summary>
/// <remarks>The stage is that of authorization: limits, caches and splits that follow see the method and the cluster.</remarks>
[GatewayPlugin<JsonRpcOptions>("jsonrpc", PluginStage.Authorization, RejectsOnError = true)]
public sealed class JsonRpcPlugin : IRequestHook, IResponseHook
{
    /// <summary>The variable with the name of the method; unset for a batch with several methods.</summary>
    internal const string MethodVariable = "jsonRpcMethod";

    /// <summary>The variable with the number of calls.</summary>
    internal const string CallsVariable = "jsonRpcCalls";

    private static readonly ByteSize s_maxProblem = ByteSize.Megabytes(1);

    private readonly JsonRpcOptions _options;
    private readonly CallReader _reader;
    private readonly MethodTable _methods;
    private readonly CallLimits _limits;
    private readonly ErrorAnswers _answers;
    private readonly string[] _clusters;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="stores">The counter stores.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">The metrics.</param>
    /// <param name="logger">The log.</param>
    /// <exception cref="PluginOptionsException">The store is shared, but the host has no shared store.</exception>
    public JsonRpcPlugin(
        JsonRpcOptions options, ICounterStores stores, PluginPlacement placement, TimeProvider time, IMeterFactory meters,
        ILogger<JsonRpcPlugin> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stores);
        ArgumentNullException.ThrowIfNull(placement);
        _options = options;
        _reader = new CallReader(options);
        _methods = new MethodTable(options.Methods, placement.Key);
        _limits = new CallLimits(options, stores, placement, time, meters, logger);
        _answers = new ErrorAnswers(options.ErrorStatus);
        _clusters = [.. options.Methods.Select(method => method.ClusterId).OfType<string>()];
    }

    /// <summary>Rejects requests whose calls aren't valid, allowed, or within their limits.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.Http.Request;
        // Some services execute the body of any OPTIONS request; the preflight of a browser has none.
        if (CorsPreflight.Is(request) && context.Http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true)
            return HookResult.Continue;
        if (RequestFormat.Check(request) is { } rejection)
            return HookResult.Respond(rejection);

        return ContentCoding.Of(request.Headers.ContentEncoding) is { } coding
            ? CheckAsync(context, coding)
            : HookResult.Respond(BodyRejections.UnsupportedCoding);
    }

    /// <summary>Converts a problem of the gateway or of another plugin to errors of JSON-RPC.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.State is CallBatch batch && ChangedMessage.IsOwnProblem(context)
            ? ConvertAsync(context, batch)
            : HookResult.Continue;
    }

    private async ValueTask<HookResult> CheckAsync(GatewayContext context, ContentCoding coding)
    {
        var text = await WholeRequest.ReadAsync(context, coding, _options.MaxBodySize).ConfigureAwait(false);
        var batch = _reader.Read(text);
        var errors = Array.ConvertAll(batch.Calls, call => call.Error);
        var rules = new MethodRule[errors.Length];
        for (var i = 0; i < errors.Length; i++)
        {
            if (errors[i] is null)
                errors[i] = Find(context, batch.Calls[i], out rules[i]);
        }

        if (!Array.TrueForAll(errors, error => error is null))
            return HookResult.Respond(_answers.Reject(batch, errors));
        if (!Array.TrueForAll(rules, rule => string.Equals(rule.ClusterId, rules[0].ClusterId, StringComparison.OrdinalIgnoreCase)))
        {
            Array.Fill(errors, RpcError.InvalidRequest("The calls of this batch have different destinations; send them separately."));
            return HookResult.Respond(_answers.Reject(batch, errors));
        }

        if (await _limits.CountAsync(context, rules).ConfigureAwait(false) is { } exceeded)
        {
            var limited = Array.ConvertAll(rules, rule => rule == exceeded.Rule ? exceeded.Error : null);
            return HookResult.Respond(_answers.Reject(batch, limited));
        }

        // A body can be valid JSON and the code of another one, for an upstream that ignores the coding.
        if (!coding.IsIdentity)
            context.SetRequestBody(text, context.Http.Request.ContentType);
        Publish(context, batch, rules[0]);
        return HookResult.Continue;
    }

    private RpcError? Find(GatewayContext context, Call call, out MethodRule rule)
    {
        rule = _methods.Find(call.Method)!;
        return rule is null ? RpcError.NotFound : rule.Allows(context) ? null : RpcError.Forbidden;
    }

    private void Publish(GatewayContext context, CallBatch batch, MethodRule rule)
    {
        context.State = batch;
        context.Variables[CallsVariable] = batch.Calls.Length;
        if (batch.OnlyMethod() is { } method)
            context.Variables[MethodVariable] = method;

        // An entry of all routes leaves those with other clusters alone.
        if (rule.ClusterId is { } cluster && context.ClusterId is { } own
            && _clusters.Contains(own, StringComparer.OrdinalIgnoreCase) && !cluster.Equals(own, StringComparison.OrdinalIgnoreCase))
            context.ClusterId = cluster;
    }

    private async ValueTask<HookResult> ConvertAsync(GatewayContext context, CallBatch batch)
    {
        var problem = await context.BufferResponseBodyAsync(s_maxProblem).ConfigureAwait(false);
        var response = context.Http.Response;
        if (Array.TrueForAll(batch.Calls, call => call.Id is null))
        {
            context.SetResponseBody(default, contentType: null);
            if (_options.ErrorStatus == ErrorStatus.Ok)
                response.StatusCode = 204;
            return HookResult.Continue;
        }

        context.SetResponseBody(ErrorAnswers.Convert(batch, response.StatusCode, problem), ErrorAnswers.ContentType);
        if (_options.ErrorStatus == ErrorStatus.Ok)
            response.StatusCode = 200;
        return HookResult.Continue;
    }
}
