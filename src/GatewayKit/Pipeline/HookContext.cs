using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Security.Claims;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Pipeline;

/// <summary>
/// The context of a hook. One context serves the hooks of an exchange in turn. It is pinned to an entry, and the next hook
/// gets another one, when code of that entry may still use it later: a stream that a hook added, or a hook that was abandoned
/// after its timeout. So <see cref="State"/> is always the state of the entry that uses it.
/// </summary>
internal sealed class HookContext(Exchange exchange) : GatewayContext, IDisposable
{
    private CancellationTokenSource? _cancellation;
    private int _isLeftBehind;

    /// <summary>The position of the entry whose hook runs.</summary>
    public int Index { get; set; }

    /// <summary>Gets whether the context stays with its entry.</summary>
    public bool IsPinned { get; private set; }

    /// <summary>The exchange.</summary>
    public Exchange Exchange => exchange;

    public override HttpContext Http => exchange.Http;

    public override RouteInfo Route => exchange.Route;

    public override Consumer? Consumer => exchange.Caller;

    public override string? CredentialId => exchange.CredentialId;

    public override ClaimsPrincipal? Principal => exchange.Principal;

    public override bool PassedAuthentication => exchange.Caller is not null || exchange.NeedsNoCaller;

    public override bool HadAmbientCredentials => exchange.HadAmbientCredentials;

    public override bool IsSimulated => exchange.IsSimulated;

    public override ResponseOrigin ResponseOrigin => exchange.Origin;

    public override ExchangePriority Priority
    {
        get => exchange.Priority;
        set
        {
            ThrowIfLeftBehind();
            if (value is < ExchangePriority.Low or > ExchangePriority.Critical)
                throw new ArgumentOutOfRangeException(nameof(value), value, "The priority isn't a valid one.");
            exchange.Priority = value;
        }
    }

    public override string? ClusterId
    {
        get => exchange.ClusterId;
        set
        {
            ThrowIfLeftBehind();
            exchange.ChooseCluster(value);
        }
    }

    public override int Status => RequestTimeout.StatusOf(Http);

    public override TimeSpan Elapsed => exchange.Elapsed;

    public override TimeSpan? UpstreamElapsed => exchange.UpstreamElapsed;

    public override int? UpstreamStatus => exchange.UpstreamStatus;

    public override HttpResponseHeaders? UpstreamTrailers => exchange.UpstreamResponse?.TrailingHeaders;

    public override long? SentRequestBytes => exchange.SentRequestBytes;

    public override long? SentResponseBytes => exchange.SentResponseBytes;

    public override string? DestinationId => exchange.DestinationId;

    public override string? UpstreamFailureReason => exchange.FailureReason;

    public override object? State
    {
        get => exchange.StateOf(Index);
        set => exchange.SetStateOf(Index, value);
    }

    public override IDictionary<string, object?> Variables
    {
        get
        {
            ThrowIfLeftBehind();
            return exchange.Variables;
        }
    }

    public override CancellationToken CancellationToken
    {
        get
        {
            if (_cancellation is null)
            {
                var created = CancellationTokenSource.CreateLinkedTokenSource(Http.RequestAborted);
                if (Interlocked.CompareExchange(ref _cancellation, created, null) is not null)
                    created.Dispose();
            }

            if (Volatile.Read(ref _isLeftBehind) != 0)
                _cancellation.Cancel();
            return _cancellation.Token;
        }
    }

    public override void WrapRequestBody(Func<Stream, Stream> wrap, bool keepsLength = false)
    {
        ArgumentNullException.ThrowIfNull(wrap);
        ThrowIfLeftBehind();
        IsPinned = true;
        exchange.WrapRequestBody(wrap, keepsLength, Index);
    }

    public override void WrapResponseBody(Func<Stream, Stream> wrap, bool keepsLength = false)
    {
        ArgumentNullException.ThrowIfNull(wrap);
        ThrowIfLeftBehind();
        IsPinned = true;
        exchange.WrapResponseBody(wrap, keepsLength, Index);
    }

    public override ValueTask<ReadOnlyMemory<byte>> BufferRequestBodyAsync(ByteSize limit)
    {
        ThrowIfLeftBehind();
        return exchange.BufferRequestBodyAsync(limit, CancellationToken);
    }

    public override ValueTask<ReadOnlyMemory<byte>> BufferResponseBodyAsync(ByteSize limit)
    {
        ThrowIfLeftBehind();
        return exchange.BufferResponseBodyAsync(limit, CancellationToken);
    }

    public override void SetRequestBody(ReadOnlyMemory<byte> body, string? contentType)
    {
        ThrowIfLeftBehind();
        DescribedHeaders.ThrowIfInvalidType(contentType);
        exchange.SetRequestBody(body, contentType);
    }

    public override void SetResponseBody(ReadOnlyMemory<byte> body, string? contentType)
    {
        ThrowIfLeftBehind();
        DescribedHeaders.ThrowIfInvalidType(contentType);
        exchange.SetResponseBody(body, contentType);
    }

    public override bool TryContinueInBackground(object? state)
    {
        ThrowIfLeftBehind();
        return !exchange.IsForwarded && exchange.Origin == ResponseOrigin.None
            && exchange.Http.RequestServices?.GetService<IBackgroundExchanges>()?.TryStart(exchange, Index, state) == true;
    }

    public override void OpenWebSocket(string? subprotocol, Func<WebSocket, CancellationToken, Stream> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        ThrowIfLeftBehind();
        if (subprotocol is not null && !HttpSyntax.IsToken(subprotocol))
            throw new ArgumentException("The subprotocol must be a token.", nameof(subprotocol));
        exchange.OpenSocket(new UpstreamSocket(subprotocol, read));
    }

    /// <summary>Signals a hook that timed out to stop. From then on, it can only change its own state.</summary>
    public void LeaveBehind()
    {
        IsPinned = true;

        // A full barrier: either a hook that gets the token at the same time sees this, or its token is visible here.
        Interlocked.Exchange(ref _isLeftBehind, 1);
        _cancellation?.Cancel();
    }

    /// <summary>Releases the token. An abandoned hook keeps it.</summary>
    public void Dispose()
    {
        if (Volatile.Read(ref _isLeftBehind) == 0)
            _cancellation?.Dispose();
    }

    private void ThrowIfLeftBehind()
    {
        if (Volatile.Read(ref _isLeftBehind) != 0)
            throw new OperationCanceledException(
                "The hook took longer than its entry's timeout; the exchange continued without it.", CancellationToken);
    }
}
