using System.Diagnostics.Metrics;
using GatewayKit.OpenApi.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Record;

/// <summary>Records the upstream's responses to a fixtures file, without secrets and without delaying the exchange.</summary>
[GatewayPlugin<RecordOptions>("record", PluginStage.Origin)]
public sealed class RecordPlugin : IRequestHook, IResponseHook, ICompletionHook, IAsyncDisposable
{
    private readonly ByteSize _limit;
    private readonly RecordedApi _api;
    private readonly FixtureJournal _journal;
    private readonly Recorder _recorder;

    /// <summary>Reads the document and the existing file.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="logger">The logger.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">The metrics.</param>
    /// <param name="warnings">Receives the findings in the document.</param>
    /// <param name="files">Watches the document.</param>
    public RecordPlugin(
        RecordOptions options, PluginPlacement placement,
        ILogger<RecordPlugin> logger, TimeProvider time, IMeterFactory meters, IPluginWarnings warnings, IPluginFiles files)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        _limit = options.MaxBodySize;
        var secrets = new SecretNames(options.Redact, options.Keep);
        var document = options.Openapi is { } file
            ? OpenApiFiles.Load("openapi", file, placement, warnings, files, referenceRoots: options.ReferenceRoots)
            : null;
        _api = new RecordedApi(document, secrets);
        _journal = FixtureJournal.Open(options, placement, time);
        var telemetry = new RecordTelemetry(logger, meters, options.File);
        _recorder = new Recorder(
            new Redactor(_api, _limit, time, new ViolationReport(logger, time, meters)), _journal, telemetry, options.WriteInterval, time);
    }

    /// <summary>Starts to capture the exchange, unless its operation has enough exchanges.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var http = context.Http;
        var method = ApiRequests.Method(http);
        var path = ApiRequests.Path(http);
        if (method == "HEAD" || path is not ['/', ..])
            return HookResult.Continue;

        var operation = _api.Find(context, method, path);
        var key = RecordedApi.KeyOf(operation, method, path);
        var isWanted = _journal.HasRoomFor(key);
        if (!isWanted && !_api.HasDocument)
            return HookResult.Continue;

        context.State = new Capture
        {
            Key = key,
            Operation = operation,
            Route = context.Route.Id,
            IsWanted = isWanted,
            Request = ApiRequests.Of(http),
            RequestBody = isWanted ? context.CopyRequestBody(_limit) : null,
        };
        return HookResult.Continue;
    }

    /// <summary>Captures the head of the upstream's response before other plugins change it. Streams and partial responses are
    /// ignored.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        var http = context.Http;
        if (context.State is not Capture capture)
            return HookResult.Continue;

        if (context.ResponseOrigin != ResponseOrigin.Upstream || ApiResponses.IsStream(http)
            || http.Response.StatusCode is StatusCodes.Status206PartialContent or StatusCodes.Status304NotModified)
        {
            context.State = null;
            return HookResult.Continue;
        }

        capture.Response = ApiResponses.Of(http, default);
        capture.ResponseBody = ExchangeCopies.HasResponseBody(http) ? context.CopyResponseBody(_limit) : null;
        return HookResult.Continue;
    }

    /// <summary>Passes the exchange to the writer.</summary>
    public void OnCompleted(GatewayContext context)
    {
        if (context.State is Capture { Response: not null } capture)
            _recorder.Offer(capture);
    }

    /// <summary>Writes the remaining exchanges.</summary>
    public ValueTask DisposeAsync() => _recorder.DisposeAsync();
}
