using System.Net.Http;
using System.Runtime.CompilerServices;
using GatewayKit.Proxy.Resilience;
using GatewayKit.Proxy.Upstream;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Forwarding;

/// <content>Attempts at several destinations.</content>
internal abstract partial class UpstreamExchange
{
    /// <summary>The retries of the cluster; null without them.</summary>
    public DirectRetries? Retries { get; set; }

    /// <summary>Changes the request to one for another destination, and <see cref="Pool"/> to its connections.</summary>
    /// <returns>False if it stays a request for the same one.</returns>
    protected abstract bool TryMove(DestinationConfig from, DestinationConfig to);

    /// <summary>Replaces the trace context of the request with that of the current attempt's span.</summary>
    protected virtual void RenewTrace()
    {
    }

    /// <summary>Sends the request in several attempts. One that ended without the head of a response is followed by another one, if no
    /// connection was established, or the request can have an effect twice and has no body.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ExchangeAsync(DirectRetries retries)
    {
        List<DestinationState>? tried = null;
        retries.Begin();
        while (true)
        {
            try
            {
                await TryAsync().ConfigureAwait(false);
                return;
            }
            catch (Exception error) when (retries.ShouldRepeat(context, ResultOf(error), error, (tried?.Count ?? 0) + 1))
            {
                _body = null;
                Release();
                if (Span is { } span)
                    UpstreamActivity.End(span, error);
                MoveNext(retries, tried ??= []);
                if (Span is not null)
                {
                    Span = UpstreamActivity.Start(context.Request.Method, Pool.Origin, tried.Count);
                    RenewTrace();
                }
            }
        }
    }

    private AttemptResult ResultOf(Exception error) => error switch
    {
        _ when context.RequestAborted.IsCancellationRequested || HasTimedOut || _connection?.Watch.HasTimedOut == true
            => AttemptResult.Unrelated,
        IOException => HasBody ? AttemptResult.Unrelated : AttemptResult.Reset,
        _ when _connection is not null => AttemptResult.Unrelated,
        HttpRequestException http when AttemptResults.IsUnsent(http) && NoConnectionException.In(http) is null => AttemptResult.Connect,

        // The connection took too long.
        OperationCanceledException => AttemptResult.Connect,
        _ => AttemptResult.Unrelated,
    };

    private void MoveNext(DirectRetries retries, List<DestinationState> tried)
    {
        var proxy = context.Features.Get<IReverseProxyFeature>()!;
        var current = proxy.ProxiedDestination!;
        tried.Add(current);
        if (retries.Next(context, tried) is { } next && TryMove(current.Model.Config, next.Model.Config))
            proxy.ProxiedDestination = next;
    }
}
