using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Validation.Bodies;
using GatewayKit.OpenApi.Validation.Parameters;
using GatewayKit.OpenApi.Validation.Scanning;

namespace GatewayKit.OpenApi.Validation;

/// <summary>Reads the requests of one operation and finds all violations. Compiled once; thread-safe.</summary>
public sealed class RequestValidator
{
    private readonly OpenApiOperation _operation;
    private readonly RequestValidationOptions _options;
    private readonly ParameterReader[] _parameters;
    private readonly BodyContents _body;
    private readonly HashSet<string> _keys;
    private TextCoercion? _coercion;

    /// <summary>Creates a validator for an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="options">The rules; <c>null</c> for the defaults.</param>
    public RequestValidator(OpenApiOperation operation, RequestValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var errors = new List<SchemaError>();
        _operation = operation;
        _options = options ?? new RequestValidationOptions();
        _parameters = ParameterReaders.Of(operation.Parameters, SchemaDirection.Request, errors);
        _body = new BodyContents(operation.RequestBody?.Content ?? [], SchemaDirection.Request, errors);
        _keys = [.. operation.Security
            .SelectMany(requirement => requirement.Schemes)
            .Where(scheme => scheme.Key.In == ParameterLocation.Query)
            .Select(scheme => scheme.Key.ParameterName)];
        SchemaErrors = errors;
        DocumentErrors = errors.Count == 0 ? null : Validation.DocumentErrors.InRequest(operation);
    }

    /// <summary>The errors in the operation's schemas. The parts with errors aren't validated.</summary>
    public IReadOnlyList<SchemaError> SchemaErrors { get; }

    /// <summary>Gets the parts of requests that aren't fully checked because of these errors, as a structured field (RFC 9651), such as
    /// <c>"request/body";code="document-error";severity="warning"</c>. At most ten parts; null if there are none.</summary>
    public string? DocumentErrors { get; }

    /// <summary>Reads a request. Never fails, whatever the request contains.</summary>
    /// <param name="request">The request.</param>
    /// <param name="pathParameters">The path parameters by name, percent-encoded, as returned by <c>OperationMatcher</c>.</param>
    public RequestReading Validate(ApiRequest request, IReadOnlyList<KeyValuePair<string, string>> pathParameters)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(pathParameters);
        var coercion = Interlocked.Exchange(ref _coercion, null) ?? new TextCoercion(SchemaDirection.Request);
        var budget = EvaluationLimits.Default.Budget(
            request.Body.Length + request.Query.Length + request.Headers.Sum(header => (long)header.Value.Length));
        coercion.Budget = budget;
        var scan = new RequestScan(request, pathParameters, coercion, budget);
        var parameters = ReadParameters(scan);
        if (_options.UnknownParameters == UnknownParameters.Report && !_operation.HasUnreadParameters)
            ReportUnknown(scan);
        var body = ReadBody(scan);
        if (coercion.IsSmall)
            _coercion = coercion;
        return new RequestReading(scan.Violations.All, parameters, body);
    }

    private List<ParameterValue> ReadParameters(RequestScan scan)
    {
        var values = new List<ParameterValue>(_parameters.Length);
        foreach (var parameter in _parameters)
        {
            if (parameter.Read(scan) is { } value)
                values.Add(value);
        }
        return values;
    }

    private void ReportUnknown(RequestScan scan)
    {
        foreach (var pair in scan.Query)
        {
            var name = pair.Name.ToString();
            if (!_keys.Contains(name) && !_parameters.Any(parameter => parameter.Claims(pair)))
                scan.Violations.Add(ViolationLocation.Query, name, "unknown", "The parameter isn't declared.");
        }
    }

    private JsonElement? ReadBody(RequestScan scan)
    {
        var body = scan.Request.Body;
        if (_operation.RequestBody is not { } declared)
        {
            if (!body.IsEmpty)
                scan.Violations.Add(ViolationLocation.Body, "", "mediaType", "The operation doesn't accept a body.");
            return null;
        }
        if (!body.IsEmpty)
        {
            var value = BodyReading.Read(_body, body, scan.Request.Header("Content-Type"), scan, out var content);
            if (_options.ReportReadOnly && value is { } data)
                ReadOnlyProperties.Report(data, content!.Shape, scan.Violations);
            return value;
        }
        if (declared.Required)
            scan.Violations.Add(ViolationLocation.Body, "", "required", "The body is required.");
        return null;
    }
}
