using System.Security.Claims;
using GatewayKit.Compilation;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Pipeline;

/// <summary>
/// What the pipeline knows of an exchange. Neither it nor what hooks see of it is pooled: a plugin that keeps one by accident must
/// never meet another client's request in it.
/// </summary>
internal sealed class Exchange(HttpContext http, CompiledRoute route) : IDisposable
{
    private HookContext? _context;
    private List<HookContext>? _pinned;
    private EntryStates _states;
    private Dictionary<string, object?>? _variables;
    private HttpContent? _upstreamContent;
    private HookResponseBody? _ofHooks;
    private RequestBody? _requestBody;
    private ResponseBody? _responseBody;
    private HostHeaders _hostHeaders;
    private bool _hasResponse;
    private int _status;

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

    /// <summary>The failure of the upstream that a response hook met while it read the body.</summary>
    public UpstreamFailureException? BodyFailure { get; set; }

    /// <summary>A stream of a plugin that threw while a body went through it.</summary>
    public StreamFailure? StreamFailure { get; private set; }

    /// <summary>Whether a hook was left behind, still running: the connection must not serve another request.</summary>
    public bool LeftHookBehind { get; private set; }

    /// <summary>The challenges of the schemes that found no credentials, for <c>authentication: any</c>.</summary>
    public List<string>? Challenges { get; set; }

    /// <summary>The answer if no plugin gives one and nothing can be forwarded.</summary>
    public GatewayResponse Otherwise { get; init; } = GatewayProblems.Unanswered;

    public bool IsForwarded { get; private set; }

    public RouteInfo Route => CompiledRoute.Info;

    public Consumer? Caller { get; set; }

    /// <summary>The claims that authentication hooks have supplied; they become the user's once all of them are done.</summary>
    public ClaimsPrincipal? Principal { get; set; }

    /// <summary>Whether an authentication hook has let the request pass without credentials.</summary>
    public bool NeedsNoCaller { get; set; }

    public ResponseOrigin Origin { get; private set; }

    /// <summary>The cluster that a plugin chose, or null for the route's own.</summary>
    public string? ChosenClusterId { get; private set; }

    public string? ClusterId => ChosenClusterId ?? Route.ClusterId;

    /// <summary>Values that plugins share with each other.</summary>
    public IDictionary<string, object?> Variables => _variables ??= new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The response's body that hooks have touched; null for one that goes on as it came, or as it was described.</summary>
    public ResponseBody? Body => _responseBody;

    /// <summary>Whether the hook that runs waits for the client to send its body.</summary>
    public bool WaitsForClient => !IsForwarded && _requestBody?.IsWaiting == true;

    /// <summary>Whether the client has gone, or the request has timed out.</summary>
    public bool IsAborted => Http.RequestAborted.IsCancellationRequested || _requestBody?.IsReset == true;

    /// <summary>Whether the client asks for a tunnel: then there is no request body to wrap or read.</summary>
    public bool AsksForTunnel => Http.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true
        || (Http.Request.Headers.Upgrade.Count > 0 && Http.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true);

    /// <summary>Whether the upstream has opened a tunnel over HTTP/2 (RFC 8441); over HTTP/1.1 its 101 says so itself.</summary>
    private bool IsTunnel => Origin == ResponseOrigin.Upstream && Http.Response.StatusCode == StatusCodes.Status200OK
        && Http.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true;

    /// <summary>From here on hooks run: they describe a response and don't write it, and leave the request's body to the upstream.</summary>
    public void BeginHooks()
    {
        if (_status == 0)
        {
            _status = Http.Response.StatusCode;
            if (Http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
                _requestBody = RequestBody.Of(this);
        }

        if (Http.Features.GetRequiredFeature<IHttpResponseBodyFeature>() is var body and not HookResponseBody)
        {
            if (_ofHooks?.Inner != body)
                _ofHooks = new HookResponseBody(body);
            Http.Features.Set<IHttpResponseBodyFeature>(_ofHooks);
        }

        _requestBody?.BeginHooks();
    }

    /// <summary>No hook runs any more: the bodies are open to those who forward and write.</summary>
    public void EndHooks()
    {
        if (_ofHooks is not null)
            Http.Features.Set(_ofHooks.Inner);
        _requestBody?.EndHooks();
    }

    /// <summary>Ends a read of the request's body that failed.</summary>
    public void EndBrokenRead(bool isForwardingBroken) => _requestBody?.EndBrokenRead(isForwardingBroken);

    /// <summary>Hands the exchange to those who forward it: from here on the response is the upstream's.</summary>
    public void BeginForwarding()
    {
        ResetResponse();
        _hasResponse = true;
        IsForwarded = true;
        Http.Features.Set(this);
        EndHooks();
    }

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

    /// <summary>Goes on with the second half of the caller's own pipeline and with the caller's claims, if the caller is known.</summary>
    public void UseCaller()
    {
        if (Caller is { } caller)
            Pipeline = CompiledRoute.PipelineFor(caller);
        if (Principal is { } principal)
            Http.User = principal;
    }

    public object? StateOf(int index) => _states.Get(Pipeline, index);

    public void SetStateOf(int index, object? value) => _states.Set(Pipeline, index, value);

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

    /// <summary>Looks whether a hook on the way down did what only the pipeline does.</summary>
    /// <param name="answers">Whether it answers.</param>
    /// <exception cref="HookMisuseException">It did.</exception>
    public void CheckRequestHook(bool answers)
    {
        CheckResponse();
        if (!answers && Http.Response.StatusCode != _status)
            throw HookMisuseException.SetsStatus(Http.Response.StatusCode);
        if (_requestBody?.IsLeftRead == true)
            throw HookMisuseException.LeavesBodyRead();
    }

    /// <summary>Looks whether a hook on the way up did what only the pipeline does, or left a body that can't be sent.</summary>
    /// <param name="answers">Whether it answers.</param>
    /// <exception cref="HookMisuseException">It did.</exception>
    /// <exception cref="Exception">Why the body can't be sent.</exception>
    public void CheckResponseHook(bool answers)
    {
        CheckResponse();
        if (!answers)
            _responseBody?.ThrowIfFailed();
    }

    /// <summary>Takes back what a hook that failed on the way down has left on the exchange.</summary>
    public void Restore()
    {
        if (Http.Response.HasStarted)
            return;

        Http.Response.StatusCode = _status;
        Http.Features.Set<IHttpResponseBodyFeature>(_ofHooks);
        _requestBody?.Rewind();
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

    /// <summary>Takes an answer: its head goes onto the response in place of another response's, its body waits.</summary>
    public void Take(GatewayResponse answer, ResponseOrigin origin)
    {
        ResetResponse();
        _hasResponse = true;
        Answer = answer;
        Origin = origin;
        _responseBody?.Dispose();
        _responseBody = null;
        GatewayResponseWriter.ApplyHead(Http, answer, CompiledRoute.Problems);
    }

    /// <summary>The upstream's response has come; its head is on the response.</summary>
    public void BeginUpstreamResponse(HttpContent content)
    {
        Origin = ResponseOrigin.Upstream;
        _upstreamContent = content;
        _responseBody = null;
    }

    /// <exception cref="InvalidOperationException">The request has been forwarded already, or the stream can't be read.</exception>
    public void WrapRequestBody(Func<Stream, Stream> wrap, int index)
    {
        if (TouchRequestBody() is not { } body)
            return;
        if (IsForwarded)
            throw new InvalidOperationException("The request has been forwarded already; wrap its body in a request hook.");

        body.Wrap(wrap, this, index);
    }

    /// <exception cref="InvalidOperationException">There is no response yet, or the stream can't be read.</exception>
    public void WrapResponseBody(Func<Stream, Stream> wrap, int index)
    {
        if (TouchResponseBody() is not { } body)
            return;

        body.Wrap(wrap, this, index);
        Http.Response.ContentLength = null;
    }

    public ValueTask<ReadOnlyMemory<byte>> BufferRequestBodyAsync(ByteSize limit, CancellationToken cancellation)
        => TouchRequestBody() is { } body
            ? body.BufferAsync(limit, IsForwarded && Origin != ResponseOrigin.None, cancellation)
            : new(ReadOnlyMemory<byte>.Empty);

    public ValueTask<ReadOnlyMemory<byte>> BufferResponseBodyAsync(ByteSize limit, CancellationToken cancellation)
        => TouchResponseBody() is { } body ? body.BufferAsync(limit, cancellation) : new(ReadOnlyMemory<byte>.Empty);

    /// <summary>Notes that a stream of a plugin threw. The first failure is the cause of those after it.</summary>
    public void NoteStreamFailure(int index, string hook, Exception error) => StreamFailure ??= new StreamFailure(index, hook, error);

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
        if (_pinned is null)
            return;

        foreach (var context in _pinned)
            context.Dispose();
    }

    private void CheckResponse()
    {
        if (Http.Response.HasStarted)
            throw HookMisuseException.Starts();
        if (Http.Features.Get<IHttpResponseBodyFeature>() != _ofHooks)
            throw HookMisuseException.ReplacesBody();
    }

    private RequestBody? TouchRequestBody() => _requestBody ??= RequestBody.Of(this);

    private ResponseBody? TouchResponseBody()
    {
        if (Origin == ResponseOrigin.None)
            throw new InvalidOperationException("There is no response yet; use a response hook.");
        if (!GatewayResponseWriter.HasBody(Http.Response.StatusCode) || HttpMethods.IsHead(Http.Request.Method) || IsTunnel)
            return null;

        return _responseBody ??= Answer is { } answer
            ? new ResponseBody(GatewayResponseWriter.RenderBody(Http, answer, CompiledRoute.Problems))
            : new ResponseBody(_upstreamContent!);
    }
}
