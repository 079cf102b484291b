using GatewayKit.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Pipeline;

/// <summary>
/// The one object that the pipeline allocates for an exchange. It is not pooled: a plugin that keeps it by mistake must
/// never meet another client's request in it.
/// </summary>
internal sealed class Exchange(HttpContext http, CompiledRoute route) : GatewayContext
{
    private object?[]? _states;
    private Dictionary<string, object?>? _variables;
    private CancellationTokenSource? _cancellation;
    private HttpContent? _upstreamContent;
    private ResponseBody? _responseBody;

    public override HttpContext Http { get; } = http;

    public CompiledRoute CompiledRoute { get; } = route;

    /// <summary>The pipeline in use: the route's, or from the end of authentication the caller's.</summary>
    public RoutePipeline Pipeline { get; set; } = route.Pipeline;

    /// <summary>How many entries the request has reached; only they see the response.</summary>
    public int Reached { get; set; }

    /// <summary>The entry whose hook is running.</summary>
    public int Current { get; set; }

    /// <summary>The answer that waits to be written, its head already on the response.</summary>
    public GatewayResponse? Answer { get; private set; }

    /// <summary>A failure in a hook that YARP called: the pipeline takes over once YARP has returned.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Whether a hook was left behind, still running: the connection must not serve another request.</summary>
    public bool LeftHookBehind { get; private set; }

    /// <summary>The challenges of the schemes that found no credentials, for <c>authentication: any</c>.</summary>
    public List<string>? Challenges { get; set; }

    public bool IsForwarded { get; set; }

    public override RouteInfo Route => CompiledRoute.Info;

    public Consumer? Caller { get; set; }

    /// <summary>Whether an authentication hook has let the request pass without credentials.</summary>
    public bool NeedsNoCaller { get; set; }

    public override Consumer? Consumer => Caller;

    public ResponseOrigin Origin { get; private set; }

    public override ResponseOrigin ResponseOrigin => Origin;

    /// <summary>The cluster that a plugin chose, or null for the route's own.</summary>
    public string? ChosenClusterId { get; private set; }

    public override string? ClusterId
    {
        get => ChosenClusterId ?? Route.ClusterId;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (IsForwarded)
                throw new InvalidOperationException("The request has been forwarded already; choose the cluster in a request hook.");
            if (Route.ClusterId is null)
                throw new InvalidOperationException($"Route '{Route.Id}' has no cluster; a plugin can choose another one, not add one.");
            if (!CompiledRoute.Snapshot.ClusterVersions.ContainsKey(value))
                throw new ArgumentException($"No cluster is named '{value}'.", nameof(value));

            ChosenClusterId = value;
        }
    }

    public override object? State
    {
        get => _states is not null && Current < _states.Length ? _states[Current] : null;
        set
        {
            if (_states is null || _states.Length < Pipeline.Entries.Length)
                Array.Resize(ref _states, Pipeline.Entries.Length);
            _states[Current] = value;
        }
    }

    public override IDictionary<string, object?> Variables => _variables ??= new(StringComparer.OrdinalIgnoreCase);

    public override CancellationToken CancellationToken
        => (_cancellation ??= CancellationTokenSource.CreateLinkedTokenSource(Http.RequestAborted)).Token;

    /// <summary>The body that hooks have touched; null for one that goes on as it came, or as it was described.</summary>
    public ResponseBody? Body => _responseBody;

    /// <summary>Whether the client asks for a tunnel: then there is no request body to wrap or read.</summary>
    public bool AsksForTunnel => Http.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true
        || (Http.Request.Headers.Upgrade.Count > 0 && Http.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true);

    /// <summary>Whether the upstream has opened a tunnel over HTTP/2 (RFC 8441); over HTTP/1.1 its 101 says so itself.</summary>
    private bool IsTunnel => Origin == ResponseOrigin.Upstream && Http.Response.StatusCode == StatusCodes.Status200OK
        && Http.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true;

    /// <summary>Takes an answer: its head goes onto the response, its body waits.</summary>
    public void Take(GatewayResponse answer, ResponseOrigin origin)
    {
        Answer = answer;
        Origin = origin;
        _responseBody = null;
        GatewayResponseWriter.ApplyHead(Http, answer);
    }

    /// <summary>The upstream's response has come; its head is on the response.</summary>
    public void BeginUpstreamResponse(HttpContent content)
    {
        Origin = ResponseOrigin.Upstream;
        _upstreamContent = content;
        _responseBody = null;
    }

    public override void WrapRequestBody(Func<Stream, Stream> wrap)
    {
        ArgumentNullException.ThrowIfNull(wrap);
        if (!RequestBody.Exists(this))
            return;

        Http.Request.Body = wrap(Http.Request.Body);
        Http.Request.ContentLength = null;
    }

    public override void WrapResponseBody(Func<Stream, Stream> wrap)
    {
        ArgumentNullException.ThrowIfNull(wrap);
        if (TouchResponseBody() is not { } body)
            return;

        body.Wrap(wrap);
        Http.Response.ContentLength = null;
    }

    public override ValueTask<ReadOnlyMemory<byte>> BufferRequestBodyAsync(ByteSize limit)
        => RequestBody.Exists(this) ? RequestBody.BufferAsync(this, limit) : new(ReadOnlyMemory<byte>.Empty);

    public override ValueTask<ReadOnlyMemory<byte>> BufferResponseBodyAsync(ByteSize limit)
        => TouchResponseBody() is { } body ? body.BufferAsync(limit, CancellationToken) : new(ReadOnlyMemory<byte>.Empty);

    /// <summary>Tells a hook that took too long to stop, and sees to it that its request's connection serves no other.</summary>
    public void LeaveHookBehind()
    {
        LeftHookBehind = true;
        _cancellation?.Cancel();
        Connections.CloseAfterResponse(Http);
    }

    /// <summary>Lets go of what the exchange holds. A hook left behind keeps its token.</summary>
    public void End()
    {
        if (!LeftHookBehind)
            _cancellation?.Dispose();
    }

    private ResponseBody? TouchResponseBody()
    {
        if (Origin == ResponseOrigin.None)
            throw new InvalidOperationException("There is no response yet; use a response hook.");
        if (!GatewayResponseWriter.HasBody(Http.Response.StatusCode) || HttpMethods.IsHead(Http.Request.Method) || IsTunnel)
            return null;

        return _responseBody ??= Answer is { } answer
            ? new ResponseBody(GatewayResponseWriter.RenderBody(Http, answer))
            : new ResponseBody(_upstreamContent!);
    }
}
