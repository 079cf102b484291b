using System.Diagnostics.CodeAnalysis;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text;
using GatewayKit.Proxy.Upstream;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// One request that <see cref="DirectForwarder"/> forwards. Failures are reported as YARP's forwarder reports them.
/// </summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Every failure is reported, as YARP does.")]
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "SendAsync disposes it.")]
internal abstract class DirectExchange(HttpContext context, ConnectionPool pool, ForwarderRequestConfig config)
{
    private const int MaxInterim = 100;

    // The codes that YARP resets an HTTP/2 stream with.
    private const int ResetAfterCancel = 2;
    private const int ResetAfterFailure = 8;

    // As the HTTP client.
    private static readonly TimeSpan s_continueTimeout = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_defaultTimeout = TimeSpan.FromSeconds(100);

    private UpstreamConnection? _connection;
    private UpstreamBody? _body;
    private RequestBodySender? _sender;
    private CancellationTokenRegistration _aborted;
    private bool _hasTimedOut;

    /// <summary>The request.</summary>
    protected HttpContext Http => context;

    /// <summary>The settings of the cluster's requests.</summary>
    protected ForwarderRequestConfig Config => config;

    /// <summary>The pool of the origin that the request goes to.</summary>
    protected ConnectionPool Pool { get; set; } = pool;

    /// <summary>Whether the request has a body.</summary>
    protected bool HasBody { get; set; }

    /// <summary>The length of the body; null to send chunks.</summary>
    protected long? BodyLength { get; set; }

    /// <summary>Whether the upstream is asked to agree to the body (RFC 9110, section 10.1.1).</summary>
    protected bool IsExpecting { get; set; }

    /// <summary>The length of the received head.</summary>
    protected int HeadLength { get; private set; }

    /// <summary>The connection of the exchange.</summary>
    protected UpstreamConnection Connection => _connection!;

    /// <summary>The body of the response; null if the HTTP client has the response.</summary>
    protected UpstreamBody? Body => _body;

    private TimeSpan ActivityTimeout => config.ActivityTimeout ?? s_defaultTimeout;

    /// <summary>Forwards the request and its response.</summary>
    /// <param name="destinationPrefix">The address of the destination.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ForwarderError> SendAsync(string destinationPrefix)
    {
        ForwardingEvents.Start(destinationPrefix);
        using var activity = UpstreamActivity.Start(context.Request.Method, Pool.Origin);
        try
        {
            try
            {
                if (!await PrepareAsync(destinationPrefix).ConfigureAwait(false))
                    return ForwarderError.None;
            }
            catch (Exception error)
            {
                return await FailRequestAsync(error, ForwarderError.RequestCreation).ConfigureAwait(false);
            }

            ForwardingEvents.Stage(ForwardingStage.SendStart);
            try
            {
                await RequestAsync().ConfigureAwait(false);
            }
            catch (Exception error)
            {
                if (activity is not null)
                    UpstreamActivity.End(activity, error);
                return await FailRequestAsync(error, ForwarderError.Request).ConfigureAwait(false);
            }

            if (activity is not null)
                UpstreamActivity.End(activity, Status);
            ForwardingEvents.Stage(ForwardingStage.SendStop);
            return await ForwardResponseAsync().ConfigureAwait(false);
        }
        finally
        {
            Release();
            if (_sender is { } sender)
            {
                await sender.CancelAsync().ConfigureAwait(false);
                sender.Dispose();
            }

            End();
            ForwardingEvents.Stop(context.Response.StatusCode);
        }
    }

    /// <summary>Prepares the request.</summary>
    /// <returns>False if a transform has answered instead.</returns>
    protected abstract ValueTask<bool> PrepareAsync(string destinationPrefix);

    /// <summary>Gets the status of the response.</summary>
    protected virtual int Status => Connection.Head.Status;

    /// <summary>Writes the head of the request.</summary>
    protected abstract void WriteHead(RequestHeadWriter writer);

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

    /// <summary>Copies the status and the reason phrase.</summary>
    protected void TakeStatus(int status, string? reason)
    {
        context.Response.StatusCode = status;
        if (!HttpProtocol.IsHttp2(context.Request.Protocol)
            && !HttpProtocol.IsHttp3(context.Request.Protocol)
            && reason != ReasonPhrases.GetReasonPhrase(status))
            context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = reason;
    }

    /// <summary>Returns the reason phrase of the received head; the usual one as the same string.</summary>
    protected string ReadReason()
    {
        var reason = Connection.Received[Connection.Head.Reason];
        var usual = ReasonPhrases.GetReasonPhrase(Connection.Head.Status);
        return Ascii.Equals(reason, usual) ? usual : Encoding.Latin1.GetString(reason);
    }

    /// <summary>Sends the request and receives the head of its response. An idempotent request is sent once more if its
    /// connection, kept from an earlier request, ended (RFC 9110, section 9.2.2).</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    protected async ValueTask ExchangeHeadsAsync()
    {
        Rent(Pool.TryRent() ?? await WaitAsync(onlyNew: false).ConfigureAwait(false));
        try
        {
            await ExchangeHeadsOnceAsync().ConfigureAwait(false);
        }
        catch (UnansweredException error) when (error.WasReused
            && !HasBody
            && IsIdempotent(context.Request.Method)
            && !context.RequestAborted.IsCancellationRequested
            && !_connection!.Watch.HasTimedOut)
        {
            Release();
            Rent(await WaitAsync(onlyNew: true).ConfigureAwait(false));
            await ExchangeHeadsOnceAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<UpstreamConnection> WaitAsync(bool onlyNew)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        timeout.CancelAfter(ActivityTimeout);
        try
        {
            return await Pool.RentAsync(onlyNew, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            _hasTimedOut = !context.RequestAborted.IsCancellationRequested;
            throw;
        }
    }

    private void Rent(UpstreamConnection connection)
    {
        _connection = connection;
        connection.Watch.Start(ActivityTimeout);
        _aborted = context.RequestAborted.UnsafeRegister(static state => ((UpstreamConnection)state!).Dispose(), connection);
    }

    /// <summary>Ends the use of the connection: it's kept if the exchange was complete.</summary>
    private void Release()
    {
        if (_connection is not { } connection)
            return;

        // Waits for a callback that is running.
        _aborted.Dispose();
        _aborted = default;
        _hasTimedOut |= connection.Watch.HasTimedOut;
        _connection = null;

        // An upstream that expects a body would take the next request for it.
        connection.Release(!HasBody || _sender is { IsComplete: true } ? _body : null);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ExchangeHeadsOnceAsync()
    {
        var connection = _connection!;
        var isUsed = connection.WasUsed;
        _body = null;
        WriteHead(connection.Writer);
        if (HasBody && !IsExpecting)
            _sender = new RequestBodySender(context, connection, BodyLength, connection.Writer.Written);
        else
            await SendHeadAsync(connection).ConfigureAwait(false);

        var head = connection.Head;
        for (var interim = 0; ; interim++)
        {
            head.Begin();
            int length;
            while (!head.TryParse(connection.Received, out length))
            {
                if (HasBody && IsExpecting && _sender is null)
                    await WaitForContinueAsync(connection).ConfigureAwait(false);
                await ReceiveAsync(connection, isUsed, isFirst: interim == 0 && !connection.HasReceived).ConfigureAwait(false);
            }

            if (head.Status >= StatusCodes.Status200OK)
            {
                if (head.Status > 599)
                    throw new InvalidResponseException($"The upstream answered with the status {head.Status:000}.");
                if (head is { Status: StatusCodes.Status205ResetContent, Framing: BodyFraming.Length, Length: > 0 })
                    throw ResponseCheck.UnexpectedBody();

                // The upstream doesn't want the rest of the body (RFC 9112, section 9.5).
                if (head.Status >= StatusCodes.Status300MultipleChoices)
                    _sender?.Stop();
                HeadLength = length;
                _body = new UpstreamBody(connection, hasNone: HttpMethods.IsHead(context.Request.Method)
                    || head.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified);
                return;
            }

            if (head.Status == StatusCodes.Status101SwitchingProtocols)
                throw new InvalidResponseException("The upstream switched protocols without being asked to.");
            if (interim >= MaxInterim)
                throw new InvalidResponseException($"The upstream sent more than {MaxInterim} interim responses.");

            connection.Use(length);
            if (HasBody && IsExpecting && head.Status == StatusCodes.Status100Continue)
                _sender ??= new RequestBodySender(context, connection, BodyLength, default);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask SendHeadAsync(UpstreamConnection connection)
    {
        try
        {
            await connection.SendAsync(connection.Writer.Written).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // Only a read shows whether the upstream has responded.
        }
    }

    /// <summary>Sends the body if the upstream, which was asked to agree to it, says nothing (RFC 9110, section 10.1.1).</summary>
    private async ValueTask WaitForContinueAsync(UpstreamConnection connection)
    {
        if (!await connection.WaitAsync(s_continueTimeout).ConfigureAwait(false))
            _sender = new RequestBodySender(context, connection, BodyLength, default);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask ReceiveAsync(UpstreamConnection connection, bool isUsed, bool isFirst)
    {
        int count;
        try
        {
            count = await connection.ReceiveAsync(isProgress: false).ConfigureAwait(false);
        }
        catch (Exception error) when (isFirst && error is IOException or ObjectDisposedException)
        {
            throw new UnansweredException(isUsed, error);
        }

        if (count == 0)
        {
            throw isFirst ? new UnansweredException(isUsed)
                : new HttpIOException(HttpRequestError.ResponseEnded, "The upstream ended the response before it was complete.");
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ForwarderError> ForwardResponseAsync()
    {
        try
        {
            if (!await TakeResponseAsync().ConfigureAwait(false))
                return ForwarderError.None;
        }
        catch (Exception error)
        {
            await EndBrokenAsync().ConfigureAwait(false);
            return FailResponse(error);
        }

        ForwardingEvents.Stage(ForwardingStage.ResponseContentStart);
        var copy = new BodyCopy(context);
        var failure = ReplacedContent is { } content
            ? await copy.CopyAsync(content).ConfigureAwait(false)
            : await copy.CopyAsync(Connection, _body!).ConfigureAwait(false);
        if (failure is not null)
        {
            await EndBrokenAsync().ConfigureAwait(false);
            return FailBody(copy.Side, failure);
        }

        await TakeTrailersAsync().ConfigureAwait(false);
        return _sender is null ? ForwarderError.None : await EndRequestAsync(_sender).ConfigureAwait(false);
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
                await context.Response.CompleteAsync().ConfigureAwait(false);
            }

            await sender.EndAsync(ActivityTimeout).ConfigureAwait(false);
        }

        if (sender.ClientFailure is { } client)
        {
            var isCanceled = context.RequestAborted.IsCancellationRequested;
            return Report(isCanceled ? ForwarderError.RequestBodyCanceled : ForwarderError.RequestBodyClient, client);
        }

        return sender.UpstreamFailure is { } upstream ? Report(ForwarderError.RequestBodyDestination, upstream) : ForwarderError.None;
    }

    private async ValueTask<ForwarderError> FailRequestAsync(Exception failure, ForwarderError error)
    {
        // Ending the connection makes the sender fail as well.
        var wasReading = _sender is { IsReading: true };
        var upstream = _sender?.UpstreamFailure;
        await EndBrokenAsync().ConfigureAwait(false);
        if (failure is InvalidResponseException { IsMalformed: false })
            return FailResponse(failure);

        (error, var status, failure) = Classify(failure, error, wasReading, upstream);
        Report(error, failure);
        if (error is ForwarderError.RequestBodyClient or ForwarderError.RequestBodyDestination)
            context.Response.Clear();
        context.Response.StatusCode = status;
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

    private (ForwarderError Error, int Status, Exception Failure) Classify(
        Exception failure, ForwarderError error, bool wasReading, Exception? upstream)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            return _sender is { ClientFailure: { } ended }
                ? (ForwarderError.RequestBodyCanceled, StatusCodes.Status400BadRequest, new AggregateException(failure, ended))
                : (ForwarderError.RequestCanceled, StatusCodes.Status400BadRequest, failure);
        }

        if (_sender is { ClientFailure: { } client })
        {
            var status = client is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest;
            return (ForwarderError.RequestBodyClient, status, new AggregateException(client, failure));
        }

        if (_hasTimedOut)
        {
            failure = new OperationCanceledException("Nothing moved on the upstream's connection within the activity timeout.", failure);
            return wasReading
                ? (ForwarderError.RequestBodyClient, StatusCodes.Status408RequestTimeout, new AggregateException(failure))
                : (ForwarderError.RequestTimedOut, StatusCodes.Status504GatewayTimeout, failure);
        }

        if (upstream is not null)
            return (ForwarderError.RequestBodyDestination, StatusCodes.Status502BadGateway, new AggregateException(upstream, failure));

        return failure is OperationCanceledException
            ? (ForwarderError.RequestTimedOut, StatusCodes.Status504GatewayTimeout, failure)
            : (error, StatusCodes.Status502BadGateway, failure);
    }

    /// <summary>Ends the use of a connection whose exchange has failed, and the request's body.</summary>
    private Task EndBrokenAsync()
    {
        _body = null;
        Release();
        return _sender?.CancelAsync() ?? Task.CompletedTask;
    }

    private ForwarderError FailResponse(Exception failure)
    {
        Report(ForwarderError.ResponseHeaders, failure);
        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status502BadGateway;
        return ForwarderError.ResponseHeaders;
    }

    private ForwarderError FailBody(BodySide side, Exception failure)
    {
        var isCanceled = context.RequestAborted.IsCancellationRequested;
        var error = isCanceled ? ForwarderError.ResponseBodyCanceled
            : _sender?.ClientFailure is not null ? ForwarderError.RequestBodyClient
            : side == BodySide.Upstream ? ForwarderError.ResponseBodyDestination
            : ForwarderError.ResponseBodyClient;
        if (_sender?.ClientFailure is { } client && !isCanceled)
            failure = new AggregateException(client, failure);
        else if (_hasTimedOut && !isCanceled)
            failure = new OperationCanceledException("Nothing moved on the upstream's connection within the activity timeout.", failure);
        Report(error, failure);
        if (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
        else if (context.Features.Get<IHttpResetFeature>() is { } reset)
        {
            reset.Reset(isCanceled ? ResetAfterCancel : ResetAfterFailure);
        }
        else
        {
            context.Abort();
        }

        return error;
    }

    private ForwarderError Report(ForwarderError error, Exception failure)
    {
        context.Features.Set<IForwarderErrorFeature>(new ForwardingErrorFeature(error, failure));
        ForwardingEvents.Failed(error);
        return error;
    }

    private static bool IsIdempotent(string method)
        => HttpMethods.IsGet(method)
            || HttpMethods.IsHead(method)
            || HttpMethods.IsOptions(method)
            || HttpMethods.IsPut(method)
            || HttpMethods.IsDelete(method);
}
