using GatewayKit.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Pipeline;

/// <summary>
/// What the pipeline knows of an exchange. Neither it nor what hooks see of it is pooled: a plugin that keeps one by mistake must
/// never meet another client's request in it.
/// </summary>
internal sealed class Exchange(HttpContext http, CompiledRoute route) : IDisposable
{
    private HookContext? _context;
    private List<HookContext>? _pinned;
    private object?[]? _statesBefore;
    private object?[]? _statesAfter;
    private Dictionary<string, object?>? _variables;
    private HttpContent? _upstreamContent;
    private ResponseBody? _responseBody;
    private HostHeaders _hostHeaders;
    private bool _hasResponse;

    public HttpContext Http { get; } = http;

    public CompiledRoute CompiledRoute { get; } = route;

    /// <summary>The pipeline in use: the route's, and from the end of authentication on with the caller's second half.</summary>
    public RoutePipeline Pipeline { get; private set; } = route.Pipeline;

    /// <summary>How many entries the request has reached; only they see the response.</summary>
    public int Reached { get; set; }

    /// <summary>The answer that waits to be written, its head already on the response.</summary>
    public GatewayResponse? Answer { get; private set; }

    /// <summary>A failure in a hook that YARP called: the pipeline takes over once YARP has returned.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Whether a hook was left behind, still running: the connection must not serve another request.</summary>
    public bool LeftHookBehind { get; private set; }

    /// <summary>The challenges of the schemes that found no credentials, for <c>authentication: any</c>.</summary>
    public List<string>? Challenges { get; set; }

    public bool IsForwarded { get; private set; }

    public RouteInfo Route => CompiledRoute.Info;

    public Consumer? Caller { get; set; }

    /// <summary>Whether an authentication hook has let the request pass without credentials.</summary>
    public bool NeedsNoCaller { get; set; }

    public ResponseOrigin Origin { get; private set; }

    /// <summary>The cluster that a plugin chose, or null for the route's own.</summary>
    public string? ChosenClusterId { get; private set; }

    public string? ClusterId => ChosenClusterId ?? Route.ClusterId;

    /// <summary>Values that plugins share with each other.</summary>
    public IDictionary<string, object?> Variables => _variables ??= new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body that hooks have touched; null for one that goes on as it came, or as it was described.</summary>
    public ResponseBody? Body => _responseBody;

    /// <summary>Whether the client asks for a tunnel: then there is no request body to wrap or read.</summary>
    public bool AsksForTunnel => Http.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true
        || (Http.Request.Headers.Upgrade.Count > 0 && Http.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true);

    /// <summary>Whether the upstream has opened a tunnel over HTTP/2 (RFC 8441); over HTTP/1.1 its 101 says so itself.</summary>
    private bool IsTunnel => Origin == ResponseOrigin.Upstream && Http.Response.StatusCode == StatusCodes.Status200OK
        && Http.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true;

    /// <summary>The context for a hook of the entry at a position.</summary>
    public GatewayContext Enter(int index)
    {
        if (_context is null or { IsPinned: true })
        {
            if (_context is not null)
                (_pinned ??= []).Add(_context);
            _context = new HookContext(this);
        }

        _context.Index = index;
        return _context;
    }

    /// <summary>Goes on with the second half of the caller's own pipeline, if the caller is known.</summary>
    public void UseCaller()
    {
        if (Caller is { } caller)
            Pipeline = CompiledRoute.PipelineFor(caller);
    }

    public object? StateOf(int index)
        => index < Pipeline.CallerIndex ? _statesBefore?[index] : _statesAfter?[index - Pipeline.CallerIndex];

    public void SetStateOf(int index, object? value)
    {
        var before = Pipeline.CallerIndex;
        if (index < before)
            Slots(ref _statesBefore, before)[index] = value;
        else
            Slots(ref _statesAfter, Pipeline.Count - before)[index - before] = value;
    }

    /// <exception cref="InvalidOperationException">The request has been forwarded already, or the route has no cluster.</exception>
    /// <exception cref="ArgumentException">No cluster has this id.</exception>
    public void ChooseCluster(string? id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (IsForwarded)
            throw new InvalidOperationException("The request has been forwarded already; choose the cluster in a request hook.");
        if (Route.ClusterId is null)
            throw new InvalidOperationException($"Route '{Route.Id}' has no cluster; a plugin can choose another one, not add one.");
        if (!CompiledRoute.Snapshot.ClusterVersions.ContainsKey(id))
            throw new ArgumentException($"No cluster is named '{id}'.", nameof(id));

        ChosenClusterId = id;
    }

    /// <summary>
    /// Takes what a response has put on the context's response away again. Before there is one it remembers the headers that
    /// stay: the host's own, and those of hooks that were set beside an answer.
    /// </summary>
    public void ResetResponse()
    {
        if (_hasResponse)
            _hostHeaders.Restore(Http);
        else
            _hostHeaders = HostHeaders.Of(Http);
        _hasResponse = false;
    }

    /// <summary>From here on the response is the upstream's.</summary>
    public void BeginForwarding()
    {
        ResetResponse();
        _hasResponse = true;
        IsForwarded = true;
    }

    /// <summary>Takes an answer: its head goes onto the response in place of another response's, its body waits.</summary>
    public void Take(GatewayResponse answer, ResponseOrigin origin)
    {
        ResetResponse();
        _hasResponse = true;
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

    public void WrapRequestBody(Func<Stream, Stream> wrap)
    {
        if (!RequestBody.Exists(this))
            return;

        Http.Request.Body = wrap(Http.Request.Body);
        Http.Request.ContentLength = null;
    }

    public void WrapResponseBody(Func<Stream, Stream> wrap)
    {
        if (TouchResponseBody() is not { } body)
            return;

        body.Wrap(wrap);
        Http.Response.ContentLength = null;
    }

    public ValueTask<ReadOnlyMemory<byte>> BufferRequestBodyAsync(ByteSize limit, CancellationToken cancellation)
        => RequestBody.Exists(this) ? RequestBody.BufferAsync(Http.Request, limit, cancellation) : new(ReadOnlyMemory<byte>.Empty);

    public ValueTask<ReadOnlyMemory<byte>> BufferResponseBodyAsync(ByteSize limit, CancellationToken cancellation)
        => TouchResponseBody() is { } body ? body.BufferAsync(limit, cancellation) : new(ReadOnlyMemory<byte>.Empty);

    /// <summary>Tells a hook that took too long to stop, and sees to it that its request's connection serves no other.</summary>
    public void LeaveHookBehind()
    {
        LeftHookBehind = true;
        _context?.LeaveBehind();
        Connections.CloseAfterResponse(Http);
    }

    /// <summary>Releases what the exchange holds.</summary>
    public void Dispose()
    {
        _context?.Dispose();
        foreach (var context in _pinned ?? [])
            context.Dispose();
    }

    /// <summary>
    /// The places for the states of one half. They are never moved, and made once: a hook left behind may write its own while another
    /// hook writes its own.
    /// </summary>
    private static object?[] Slots(ref object?[]? states, int count)
        => Volatile.Read(ref states) ?? Interlocked.CompareExchange(ref states, new object?[count], null) ?? states;

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
