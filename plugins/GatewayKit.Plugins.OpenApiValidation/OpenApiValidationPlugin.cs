using System.Diagnostics.Metrics;
using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Http;
using GatewayKit.OpenApi.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>Validates requests and the upstream's responses against an OpenAPI document.</summary>
[GatewayPlugin<OpenApiValidationOptions>("openapi-validation", PluginStage.Traffic)]
public sealed class OpenApiValidationPlugin : IRequestHook, IResponseHook, ICompletionHook
{
    private readonly OpenApiValidationOptions _options;
    private readonly RoutedOperations _operations;
    private readonly RoutedOperations? _previous;
    private readonly Rejections _rejections;
    private readonly RequestCheck _requests;
    private readonly ResponseCheck _responses;
    private readonly ViolationReport _report;
    private readonly DocumentWarnings _warnings;

    /// <summary>Reads the document.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry: the document's name is relative to it.</param>
    /// <param name="logger">The logger.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">The metrics.</param>
    /// <param name="warnings">Receives the findings in the document.</param>
    /// <param name="files">Watches the document and all files that it references.</param>
    /// <exception cref="PluginOptionsException">The document, or a schema in it, can't be used.</exception>
    public OpenApiValidationPlugin(
        OpenApiValidationOptions options,
        PluginPlacement placement,
        ILogger<OpenApiValidationPlugin> logger,
        TimeProvider time,
        IMeterFactory meters,
        IPluginWarnings warnings,
        IPluginFiles files)
    {
        _options = options;
        _operations = Load("openapi", options.Openapi);
        _previous = options.Previous is { } previous ? Load("previous", previous) : null;
        _rejections = new Rejections(options.Status);
        _report = new ViolationReport(logger, time, meters);
        var checks = new OperationChecks(new RequestValidationOptions
        {
            UnknownParameters = options.UnknownParameters == UnknownParameterRule.Reject
                ? UnknownParameters.Report
                : UnknownParameters.Ignore,
        });
        _warnings = new DocumentWarnings(checks, options);
        _requests = new RequestCheck(checks, options.MaxBodySize, _rejections, _report);
        _responses = new ResponseCheck(
            new ResponseContract(checks, options.Responses, _report, "description"),
            _previous is null ? null : new ResponseContract(
                new OperationChecks(new RequestValidationOptions()), options.PreviousResponses,
                new ViolationReport(logger, time, meters, "previous"), "previous description"),
            options.MaxResponseSize, _rejections, _report);

        RoutedOperations Load(string option, string file)
            => new(new OperationMatcher(OpenApiFiles.Load(
                option, file, placement, warnings, files, mustBeWhole: options.DocumentErrors == DocumentErrorRule.Reject,
                options.ReferenceRoots)).Match);
    }

    /// <summary>Finds the operation, and rejects violations or starts to copy the request.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var http = context.Http;
        var (method, path) = (ApiRequests.Method(http), ApiRequests.Path(http));
        var match = _operations.Match(context, method, path);
        var previous = _previous?.Match(context, method, path) ?? default;
        var isReported = match.Operation is not null && _options.Requests == ValidationMode.Report;
        if ((match.Operation ?? previous.Operation) is not null)
        {
            var exchange = new CheckedExchange(match, previous)
            {
                Request = isReported ? ApiRequests.Of(http) : null,
                RequestBody = isReported ? context.CopyRequestBody(_options.MaxBodySize) : null,
            };
            if (_responses.Holds(exchange))
                AskForKnownCodings(http.Request);
            context.State = exchange;
        }

        if (match.Operation is null)
            return IsPreflight(http.Request, match) ? HookResult.Continue : Unknown(context, match);

        if (_options.Requests != ValidationMode.Enforce)
            return HookResult.Continue;
        if (ApiRequests.HasBody(http))
            return EnforceAsync(context, match);

        return Result(_requests.Enforce(match, ApiRequests.Of(http)));
    }

    /// <summary>Validates the upstream's response, or starts to copy it.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        if (context.State is not CheckedExchange exchange)
            return HookResult.Continue;

        var http = context.Http;
        var isWanted = _responses.Checks(exchange) && context.ResponseOrigin == ResponseOrigin.Upstream;
        var reason = isWanted ? ResponseCheck.Uncheckable(http) : null;
        var isChecked = isWanted && reason is null;
        if (exchange.Match.Operation is { } operation)
            _warnings.Add(http, operation, isChecked && _options.Responses != ValidationMode.Off);
        if (reason is not null)
            _report.CountUnchecked(isResponse: true, reason);
        if (!isChecked)
            return HookResult.Continue;

        if (_responses.Holds(exchange))
            return _responses.EnforceAsync(context, exchange);

        exchange.Response = ApiResponses.Of(http, default);
        exchange.ResponseBody = ExchangeCopies.HasResponseBody(http) ? context.CopyResponseBody(_options.MaxResponseSize) : null;
        return HookResult.Continue;
    }

    /// <summary>Validates the copied messages.</summary>
    public void OnCompleted(GatewayContext context)
    {
        if (context.State is not CheckedExchange exchange)
            return;

        _requests.Report(exchange, context.Route.Id);
        _responses.Report(exchange, context.Route.Id);
    }

    private async ValueTask<HookResult> EnforceAsync(GatewayContext context, OperationMatch match)
        => Result(await _requests.EnforceAsync(context, match).ConfigureAwait(false));

    /// <summary>Whether the request is a browser's preflight for an operation of the document (Fetch, section 4.8). A preflight has no
    /// content to validate; another plugin or the upstream responds to it.</summary>
    private static bool IsPreflight(HttpRequest request, OperationMatch match)
        => CorsPreflight.Is(request)
            && match.AllowedMethods.Contains(request.Headers.AccessControlRequestMethod.ToString().ToUpperInvariant());

    private HookResult Unknown(GatewayContext context, OperationMatch match)
    {
        if (_options.UnknownOperations == UnknownOperationRule.Pass || _options.Requests == ValidationMode.Off)
            return HookResult.Continue;

        var isKnownPath = match.AllowedMethods.Count > 0;
        Violation[] violations = [new(ViolationLocation.Path,
            "", "", "unknown", $"The document doesn't have an operation with this {(isKnownPath ? "method" : "path")}.")];
        if (_options.Requests == ValidationMode.Report)
        {
            _report.Report(isResponse: false, operation: null, context.Route.Id, violations);
            return HookResult.Continue;
        }

        _report.Count(isResponse: false, operation: null, violations);
        return HookResult.Respond(isKnownPath ? Rejections.UnknownMethod(match.AllowedMethods) : _rejections.UnknownOperation);
    }

    private static HookResult Result(GatewayResponse? rejection) => rejection is null ? HookResult.Continue : HookResult.Respond(rejection);

    /// <summary>A response in an unsupported coding couldn't be validated, and would be rejected.</summary>
    private static void AskForKnownCodings(HttpRequest request)
    {
        var accepted = request.Headers.AcceptEncoding.ToString();
        if (accepted.Length > 0)
            request.Headers.AcceptEncoding = BodyCoding.Accept(accepted);
    }
}
