using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Validation.Bodies;
using GatewayKit.OpenApi.Validation.Parameters;
using GatewayKit.OpenApi.Validation.Scanning;

namespace GatewayKit.OpenApi.Validation;

/// <summary>Finds all violations in the responses of one operation. Compiled once; thread-safe.</summary>
public sealed class ResponseValidator
{
    private readonly bool _isHead;
    private readonly List<CheckedResponse> _responses;

    /// <summary>Creates a validator for an operation.</summary>
    /// <param name="operation">The operation.</param>
    public ResponseValidator(OpenApiOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var errors = new List<SchemaError>();
        _isHead = operation.Method == "HEAD";
        _responses = [.. operation.Responses.Select(response => new CheckedResponse(
            response,
            HeaderReaders.Of(response.Headers, SchemaDirection.Response, errors),
            new BodyContents(response.Content, SchemaDirection.Response, errors)))];
        SchemaErrors = errors;
        if (errors.Count > 0)
            _responses = _responses.ConvertAll(response => response with { DocumentErrors = DocumentErrors.InResponse(response.Declared) });
    }

    /// <summary>The errors in the operation's schemas. The parts with errors aren't validated.</summary>
    public IReadOnlyList<SchemaError> SchemaErrors { get; }

    /// <summary>Returns the parts of responses with a status that aren't fully checked because of these errors,
    /// as a structured field (RFC 9651), such as <c>"response/body";code="document-error";severity="warning"</c>.
    /// At most ten parts; null if there are none.</summary>
    /// <param name="status">The status.</param>
    public string? DocumentErrorsOf(int status) => Find(status)?.DocumentErrors;

    /// <summary>Validates a response: its status (declared by code, range or <c>default</c>), headers, media type and body. Never fails,
    /// whatever the response contains.</summary>
    /// <param name="response">The response.</param>
    /// <returns>The violations; at most 100.</returns>
    public IReadOnlyList<Violation> Validate(ApiResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var budget = EvaluationLimits.Default.Budget(response.Body.Length + response.Headers.Sum(header => (long)header.Value.Length));
        using var coercion = new TextCoercion(SchemaDirection.Response) { Budget = budget };
        var scan = new RequestScan(new ApiRequest { Method = "", Path = "/", Headers = response.Headers }, [], coercion, budget);
        if (Find(response.Status) is not { } declared)
        {
            scan.Violations.Add(ViolationLocation.Status,
                "", "unknown", $"The status must be one of {string.Join(", ", _responses.Select(known => known.Declared.Code))}.");
            return scan.Violations.All;
        }
        foreach (var header in declared.Headers)
            header.Read(scan);
        CheckBody(declared, response, scan);
        return scan.Violations.All;
    }

    /// <summary>Responses to HEAD and with 1xx, 204 or 304 don't have a body (RFC 9110, section 6.4.1).</summary>
    private void CheckBody(CheckedResponse declared, ApiResponse response, RequestScan scan)
    {
        if (_isHead || response.Status is < 200 or 204 or 304)
            return;
        if (!response.Body.IsEmpty)
            BodyReading.Read(declared.Body, response.Body, response.ContentType, scan, out _);
        else if (!declared.Body.IsEmpty && !declared.Body.AllowsNothing)
            scan.Violations.Add(
                ViolationLocation.Body, "", "required", $"The response must have a body with the media type {declared.Body.Names}.");
    }

    private CheckedResponse? Find(int status)
        => _responses.Find(response => response.Declared.Code.Length == 3
            && int.TryParse(response.Declared.Code, out var code)
            && code == status)
            ?? _responses.Find(response => response.Declared.Code is [var hundreds, 'X' or 'x', 'X' or 'x']
                && hundreds - '0' == status / 100)
            ?? _responses.Find(response => response.Declared.Code == "default");
}
