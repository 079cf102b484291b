using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text;
using GatewayKit.Pipeline;
using GatewayKit.Proxy.Upstream;
using GatewayKit.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// One request that <see cref="DirectForwarder"/> forwards, in these steps:
/// <list type="number">
/// <item>Prepare the request: transforms and hooks change it.</item>
/// <item>Send it and receive the head of the response (<see cref="UpstreamExchange"/>).</item>
/// <item>Copy the head to the client's response: transforms and hooks change it.</item>
/// <item>Copy the body and its trailers.</item>
/// <item>Wait for the rest of the request.</item>
/// </list>
/// <see cref="ExchangeFaults"/> classifies a failure, and <see cref="FailureResponse"/> reports it, both as YARP's forwarder does.
/// </summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Every failure is reported, as YARP does.")]
internal abstract class DirectExchange(HttpContext context, ConnectionPool pool, ForwarderRequestConfig config)
    : UpstreamExchange(context, pool, config)
{
    private ExchangeFaults Faults
        => new() { IsCanceled = Http.RequestAborted.IsCancellationRequested, HasTimedOut = HasTimedOut, Client = Sender?.ClientFailure };

    /// <summary>Forwards the request and its response.</summary>
    /// <param name="destinationPrefix">The address of the destination.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ForwarderError> SendAsync(string destinationPrefix)
    {
        ForwardingEvents.Start(destinationPrefix);
        if (!Pool.IsHttp2)
            Span = UpstreamActivity.Start(Http.Request.Method, Pool.Origin, resends: 0);
        try
        {
            try
            {
                if (!await PrepareAsync(destinationPrefix).ConfigureAwait(false))
                {
                    DropSpan();
                    return ForwarderError.None;
                }
            }
            catch (Exception error)
            {
                DropSpan();
                return await FailRequestAsync(error, ForwarderError.RequestCreation).ConfigureAwait(false);
            }

            ForwardingEvents.Stage(ForwardingStage.SendStart);
            var exchange = Http.Features.Get<Exchange>();
            var measurement = MeasuredExchange.Find(Http, exchange);
            measurement?.BeginUpstream();
            try
            {
                await RequestAsync().ConfigureAwait(false);
            }
            catch (Exception error)
            {
                measurement?.EndUpstream();
                if (Span is { } failed)
                    UpstreamActivity.End(failed, error);
                return await FailRequestAsync(error, ForwarderError.Request).ConfigureAwait(false);
            }

            measurement?.EndUpstream();
            if (Span is { } span)
                UpstreamActivity.End(span, Status, HttpVersion.Version11);
            ForwardingEvents.Stage(ForwardingStage.SendStop);
            return await ForwardResponseAsync(exchange, measurement).ConfigureAwait(false);
        }
        finally
        {
            await CloseAsync().ConfigureAwait(false);
            Span?.Dispose();
            End();
            ForwardingEvents.Stop(Http.Response.StatusCode);
        }
    }

    /// <summary>Prepares the request.</summary>
    /// <returns>False if a transform has answered instead.</returns>
    protected abstract ValueTask<bool> PrepareAsync(string destinationPrefix);

    /// <summary>Gets the status of the response.</summary>
    protected virtual int Status => Connection.Head.Status;

    /// <summary>Copies the head of the response to the client's response, and lets transforms and hooks see it.</summary>
    /// <returns>Whether to send a body: false if a hook has answered.</returns>
    protected abstract ValueTask<bool> TakeResponseAsync();

    /// <summary>Returns what a hook or a transform has replaced the body with; null if it goes to the client as it is.</summary>
    protected abstract HttpContent? ReplacedContent { get; }

    /// <summary>Copies the trailers of the response.</summary>
    protected abstract ValueTask TakeTrailersAsync();

    /// <summary>Lets transforms see that there is no response.</summary>
    protected abstract ValueTask TakeFailureAsync();

    /// <summary>Sends the request and receives the head of its response.</summary>
    protected virtual ValueTask RequestAsync() => ExchangeHeadsAsync();

    /// <summary>Ends the exchange.</summary>
    protected virtual void End()
    {
    }

    /// <summary>Drops the span of an attempt that this exchange doesn't make.</summary>
    protected void DropSpan()
    {
        if (Span is { } span)
            UpstreamActivity.Drop(span);
        Span = null;
    }

    /// <summary>Copies the status and the reason phrase.</summary>
    protected void TakeStatus(int status, string? reason)
    {
        Http.Response.StatusCode = status;
        if (!HttpProtocol.IsHttp2(Http.Request.Protocol)
            && !HttpProtocol.IsHttp3(Http.Request.Protocol)
            && reason != ReasonPhrases.GetReasonPhrase(status))
            Http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = reason;
    }

    /// <summary>Returns the reason phrase of the received head; the usual one as the same string.</summary>
    protected string ReadReason()
    {
        var reason = Connection.Received[Connection.Head.Reason];
        var usual = ReasonPhrases.GetReasonPhrase(Connection.Head.Status);
        return Ascii.Equals(reason, usual) ? usual : Encoding.Latin1.GetString(reason);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ForwarderError> ForwardResponseAsync(Exchange? exchange, ExchangeMeasurement? measurement)
    {
        try
        {
            if (!await TakeResponseAsync().ConfigureAwait(false))
                return ForwarderError.None;
        }
        catch (Exception error)
        {
            await EndBrokenAsync().ConfigureAwait(false);
            return FailureResponse.OfResponse(Http, error);
        }

        ForwardingEvents.Stage(ForwardingStage.ResponseContentStart);
        measurement?.BeginTransfer();
        var copy = new BodyCopy(Http);
        var failure = ReplacedContent is { } content
            ? await copy.CopyAsync(content).ConfigureAwait(false)
            : await copy.CopyAsync(Connection, Body!).ConfigureAwait(false);
        var sent = Sender?.Sent;
        NoteSizes(exchange, measurement, copy.Written);
        if (failure is not null)
        {
            await EndBrokenAsync().ConfigureAwait(false);
            return FailBody(copy.Side, failure);
        }

        await TakeTrailersAsync().ConfigureAwait(false);
        if (Sender is not { } sender)
            return ForwarderError.None;

        var result = await EndRequestAsync(sender).ConfigureAwait(false);

        // The upstream may have responded before it had the whole body.
        if (sender.Sent > sent)
            NoteSizes(exchange, measurement, copy.Written);
        return result;
    }

    private void NoteSizes(Exchange? exchange, ExchangeMeasurement? measurement, long written)
    {
        if (measurement is not null)
            (measurement.ResponseBytes, measurement.RequestBytes) = (written, Sender?.Sent ?? -1);
        exchange?.NoteSizes(Sender?.Sent, written);
    }

    /// <summary>Waits for the rest of the request after a complete response.</summary>
    private async ValueTask<ForwarderError> EndRequestAsync(RequestBodySender sender)
    {
        if (!sender.Task.IsCompleted)
        {
            // The upstream doesn't read the rest of a body that it has refused, and the client gets the end of the response at once.
            if (sender.IsStopped)
            {
                Release();
                await Http.Response.CompleteAsync().ConfigureAwait(false);
            }

            await sender.EndAsync(ActivityTimeout).ConfigureAwait(false);
        }

        if (sender.ClientFailure is { } client)
        {
            var error = Http.RequestAborted.IsCancellationRequested ? ForwarderError.RequestBodyCanceled : ForwarderError.RequestBodyClient;
            return FailureResponse.Report(Http, error, client);
        }

        return sender.UpstreamFailure is { } upstream
            ? FailureResponse.Report(Http, ForwarderError.RequestBodyDestination, upstream) : ForwarderError.None;
    }

    private async ValueTask<ForwarderError> FailRequestAsync(Exception failure, ForwarderError error)
    {
        // Ending the connection makes the sender fail as well.
        var wasReading = Sender is { IsReading: true };
        var upstream = Sender?.UpstreamFailure;
        await EndBrokenAsync().ConfigureAwait(false);
        if (failure is InvalidResponseException { IsMalformed: false })
            return FailureResponse.OfResponse(Http, failure);

        var faults = Faults with { WasReading = wasReading, Upstream = upstream };
        (error, var status, failure) = faults.OfRequest(error, failure);
        FailureResponse.OfRequest(Http, error, status, failure);
        try
        {
            await TakeFailureAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The failure that is reported is more specific.
        }

        return error;
    }

    private ForwarderError FailBody(BodySide side, Exception failure)
    {
        var faults = Faults;
        (var error, failure) = faults.OfBody(side, failure);
        return FailureResponse.OfBody(Http, error, failure, faults.IsCanceled);
    }
}
