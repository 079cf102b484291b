using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using GatewayKit.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Proxy.Subrequests;

/// <summary>
/// Serves a subrequest as the server serves a request. It starts on a thread of the pool without the flow of the sender: the logging scopes
/// and the accessor of the context belong to the parent.
/// </summary>
internal sealed partial class SubrequestRun(
    Subrequest subrequest, SubrequestBody? body, FeatureCollection features, ExchangeSubrequests siblings, RequestDelegate pipeline,
    IHttpContextFactory contexts, ILogger logger) : IThreadPoolWorkItem
{
    private readonly SubrequestResponseBody _output = new(subrequest.Response, subrequest.Output);
    private readonly Activity? _parent = Activity.Current;

    public void Execute() => _ = RunAsync();

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Nothing else would report it.")]
    private async Task RunAsync()
    {
        var span = SubrequestSpan.Start(_parent);
        HttpContext? http = null;
        try
        {
            features.Set<IHttpRequestLifetimeFeature>(subrequest);
            features.Set<IHttpResponseFeature>(subrequest.Response);
            features.Set<IHttpResponseTrailersFeature>(subrequest.Response);
            features.Set<IHttpResponseBodyFeature>(_output);
            features.Set<IHttpActivityFeature>(span);
            http = contexts.Create(features);
            await pipeline(http).ConfigureAwait(false);
            await _output.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            await FailAsync(error).ConfigureAwait(false);
        }

        subrequest.Output.Complete();
        span?.Activity.Dispose();
        try
        {
            await EndAsync(http).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogFailed(error);
        }

        subrequest.Release();
        siblings.Remove(subrequest);
    }

    /// <summary>Answers 500, like the server, unless the response has started.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "It isn't the first one.")]
    private async Task FailAsync(Exception error)
    {
        if (subrequest.IsAborted)
            return;

        LogFailed(error);
        var response = subrequest.Response;
        if (!response.HasStarted)
        {
            try
            {
                response.Headers.Clear();
                response.StatusCode = StatusCodes.Status500InternalServerError;
                await _output.CompleteAsync().ConfigureAwait(false);
                return;
            }
            catch (Exception)
            {
            }
        }

        subrequest.Fail(error);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The others must be called, too.")]
    private async Task EndAsync(HttpContext? http)
    {
        while (subrequest.Response.NextCompleted() is { } waiting)
        {
            try
            {
                await waiting.Callback(waiting.State).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                LogFailed(error);
            }
        }

        if (http is not null)
            contexts.Dispose(http);
        if (body is not null)
            await body.EndAsync().ConfigureAwait(false);
    }

    [LoggerMessage(1, LogLevel.Error, "A subrequest failed in the host's pipeline.")]
    private partial void LogFailed(Exception error);
}
