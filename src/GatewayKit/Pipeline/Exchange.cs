using System.Security.Claims;
using GatewayKit.Compilation;
using GatewayKit.Responses;
using GatewayKit.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Pipeline;

/// <summary>
/// The pipeline's state of an exchange. Neither it nor the contexts of hooks are pooled: a plugin that accidentally keeps one must
/// never see another client's request.
/// </summary>
internal sealed partial class Exchange(HttpContext http, CompiledRoute route) : IDisposable
{
    private HookContext? _context;
    private List<HookContext>? _pinned;
    private EntryStates _states;
    private Dictionary<string, object?>? _variables;
    private HookResponseBody? _ofHooks;
    private HostHeaders _hostHeaders;
    private bool _hasResponse;
    private bool _isInHooks;
    private bool _isRefused;
    private int _answerIndex;

    // The revision of the features with which the response's body is known to be that of hooks.
    private int _revision;

    // As small as possible: every exchange allocates them.
    private short _status;
    private byte _origin;
    private byte _priority = (byte)ExchangePriority.Normal;

    public HttpContext Http { get; } = http;

    public CompiledRoute CompiledRoute { get; } = route;

    /// <summary>The pipeline in use: the route's, after authentication with the caller's second half.</summary>
    public RoutePipeline Pipeline { get; private set; } = route.Pipeline;

    /// <summary>The measurement of the exchange; null if no listener is interested.</summary>
    public ExchangeMeasurement? Measurement { get; init; }

    /// <summary>The number of entries that the request has reached; only these see the response.</summary>
    public int Reached { get; set; }

    /// <summary>The response that is not yet written. Its head is already set.</summary>
    public GatewayResponse? Answer { get; private set; }

    /// <summary>The failure of a hook that YARP called; the pipeline handles it after YARP returns.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The failure of the upstream that occurred while a response hook read the body.</summary>
    public UpstreamFailureException? BodyFailure { get; set; }

    /// <summary>A stream of a plugin that threw while a body passed through it.</summary>
    public StreamFailure? StreamFailure { get; private set; }

    /// <summary>Gets whether a hook was abandoned while it was running; then the connection must not serve another request.</summary>
    public bool LeftHookBehind { get; private set; }

    /// <summary>The challenges of the schemes that found no credentials, for <c>authentication: any</c>.</summary>
    public List<string>? Challenges { get; set; }

    /// <summary>The response if no plugin returns one and the request can't be forwarded.</summary>
    public GatewayResponse Otherwise { get; init; } = GatewayProblems.Unanswered;

    public bool IsForwarded { get; private set; }

    public RouteInfo Route => CompiledRoute.Info;

    public Consumer? Caller { get; set; }

    /// <summary>The id of the credential by which the caller was identified.</summary>
    public string? CredentialId { get; set; }

    /// <summary>Gets whether authentication hooks run for a plan, without a client.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The claims of the authentication hooks. They are assigned to the user after all of these hooks completed.</summary>
    public ClaimsPrincipal? Principal { get; set; }

    /// <summary>Gets whether an authentication hook has let the request pass without credentials.</summary>
    public bool NeedsNoCaller { get; set; }

    /// <summary>Gets whether the request had credentials that browsers send by themselves, before the first hook.</summary>
    public bool HadAmbientCredentials { get; private set; }

    public ResponseOrigin Origin
    {
        get => (ResponseOrigin)_origin;
        private set => _origin = (byte)value;
    }

    public ExchangePriority Priority
    {
        get => (ExchangePriority)_priority;
        set => _priority = (byte)value;
    }

    /// <summary>The entry that has answered or rejected the request; null if none has.</summary>
    public PipelineEntry? AnsweringEntry
        => Answer is not null && (Origin == ResponseOrigin.Plugin || _isRefused) ? Pipeline[_answerIndex] : null;

    /// <summary>The cluster that a plugin chose, or null for the route's own.</summary>
    public string? ChosenClusterId { get; private set; }

    public string? ClusterId => ChosenClusterId ?? Route.ClusterId;

    /// <summary>Values that plugins share with each other.</summary>
    public IDictionary<string, object?> Variables => _variables ??= new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets whether the client disconnected, or the request timed out.</summary>
    public bool IsAborted => Http.RequestAborted.IsCancellationRequested || _requestBody?.IsReset == true;

    /// <summary>Starts the hooks: they describe a response and don't write it, and they leave the request's body to the upstream.</summary>
    public void BeginHooks()
    {
        if (_status == 0)
        {
            _status = (short)Http.Response.StatusCode;
            HadAmbientCredentials = HadAmbientCredentials || AmbientCredentials.AreIn(Http);
            if (Http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
                _requestBody = RequestBody.Of(this);
            if (Pipeline.SendsSubrequests)
                KeepForSubrequests();
        }

        if (_isInHooks)
            return;

        _isInHooks = true;
        Measurement?.BeginHooks();
        var body = Http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        if (_ofHooks?.Inner != body)
            _ofHooks = new HookResponseBody(body);
        SetResponseBodyOfHooks();
        _requestBody?.BeginHooks();
    }

    /// <summary>Ends the hooks: the bodies can be forwarded and written.</summary>
    public void EndHooks()
    {
        if (!_isInHooks)
            return;

        _isInHooks = false;
        Http.Features.Set(_ofHooks!.Inner);
        _requestBody?.EndHooks();
    }

    /// <summary>Starts forwarding: from here on, the response is the upstream's.</summary>
    public void BeginForwarding()
    {
        ResetResponse();
        _hasResponse = true;
        IsForwarded = true;
        _forwardedAfter = After();
        Http.Features.Set(this);
        EndHooks();
    }

    /// <summary>Returns the context for a hook of the entry at a position.</summary>
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

    /// <summary>
    /// Continues with the second half of the caller's own pipeline, if the caller is known. The user of ASP.NET Core is then the caller:
    /// nothing that runs later can use the host's own user for a caller that the gateway has authenticated.
    /// </summary>
    public void UseCaller()
    {
        if (Caller is not { } caller)
            return;

        Pipeline = CompiledRoute.PipelineFor(caller);
        Http.User = Principal ?? caller.Principal;
    }

    public object? StateOf(int index) => _states.Get(Pipeline, index);

    public void SetStateOf(int index, object? value) => _states.Set(Pipeline, index, value);

    /// <exception cref="InvalidOperationException">The request is already forwarded, or the route doesn't have a cluster.</exception>
    /// <exception cref="ArgumentException">No cluster has this id.</exception>
    public void ChooseCluster(string? id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (IsForwarded)
            throw new InvalidOperationException("The request is already forwarded; choose the cluster in a request hook.");
        if (Route.ClusterId is null)
            throw new InvalidOperationException(
                $"Route '{Route.Id}' doesn't have a cluster; a plugin can replace a route's cluster but not add one.");
        if (!CompiledRoute.Snapshot.ClusterVersions.ContainsKey(id))
            throw new ArgumentException($"No cluster is named '{id}'.", nameof(id));

        ChosenClusterId = id;
    }

    /// <summary>
    /// Removes the headers of a response from the context's response. Before the first response, saves the headers that
    /// must stay: those of the host, and those that hooks set in addition to a response.
    /// </summary>
    public void ResetResponse()
    {
        if (_hasResponse)
            _hostHeaders.Restore(Http);
        else
            _hostHeaders = HostHeaders.Of(Http);
        _hasResponse = false;
    }

    /// <summary>Sets a response: its head replaces that of a previous response; its body is written later.</summary>
    /// <param name="answer">The response.</param>
    /// <param name="origin">The producer of the response.</param>
    /// <param name="index">The position of the entry that responds.</param>
    public void Take(GatewayResponse answer, ResponseOrigin origin, int index)
    {
        ResetResponse();
        _hasResponse = true;
        Answer = answer;
        Origin = origin;
        _isRefused = false;
        _answerIndex = index;
        _responseBody?.Dispose();
        _responseBody = null;
        GatewayResponseWriter.ApplyHead(Http, answer, CompiledRoute.Problems);
    }

    /// <summary>Records that the response rejects the credentials of the request, on behalf of an authentication plugin.</summary>
    public void NoteRefusal() => _isRefused = true;

    /// <summary>Records that the gateway answers instead of the response that the exchange had.</summary>
    public void NoteReplaced() => (Origin, _isRefused) = (ResponseOrigin.Gateway, false);

    /// <summary>Records that a stream of a plugin threw. The first failure causes the later ones.</summary>
    public void NoteStreamFailure(int index, string hook, Exception error) => StreamFailure ??= new StreamFailure(index, hook, error);

    /// <summary>Signals a hook that timed out to stop, and ensures that the connection doesn't serve another request.</summary>
    public void LeaveHookBehind()
    {
        LeftHookBehind = true;
        _context?.LeaveBehind();
        Connections.CloseAfterResponse(Http);
    }

    /// <summary>Releases the resources of the exchange.</summary>
    public void Dispose()
    {
        _context?.Dispose();
        if (_pinned is null)
            return;

        foreach (var context in _pinned)
            context.Dispose();
    }
}
