using System.ComponentModel.DataAnnotations;
using GatewayKit.OpenApi.Http;

namespace GatewayKit.Plugins.Mock;

/// <summary>The options of <c>mock</c>.</summary>
public sealed record MockOptions : IValidatedOptions
{
    /// <summary>The status code, 200 to 599. Default: 200.</summary>
    [Range(200, 599)]
    public int? Status { get; init; }

    /// <summary>The media type of the body. Default: <c>text/plain; charset=utf-8</c> if there is a body.</summary>
    public string? ContentType { get; init; }

    /// <summary>Additional headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body, sent in UTF-8. Default: none.</summary>
    public string? Body { get; init; }

    /// <summary>The OpenAPI document to mock, instead of a fixed response: a JSON or YAML file. A relative name is relative to the folder
    /// of the configuration file, or to the working directory for a configuration without a file.</summary>
    public string? Openapi { get; init; }

    /// <summary>Additional folders that references in the document may use, for example for schemas that several APIs share, at most 16.
    /// Relative names are relative to the folder of the configuration file. References may always use the document's own folder; the
    /// network is never accessed, and links out of all folders aren't followed.</summary>
    [MaxLength(16)]
    public IReadOnlyList<string> ReferenceRoots { get; init; } = [];

    /// <summary>Whether every response is generated instead of using the document's examples.</summary>
    public bool Dynamic { get; init; }

    /// <summary>The seed of generated values and random choices: the same seed gives the same responses to the same requests in the same
    /// order.</summary>
    public int? Seed { get; init; }

    /// <summary>Whether requests that violate the document are rejected.</summary>
    public bool ValidateRequests { get; init; } = true;

    /// <summary>Whether the mock is stateful: created items exist afterwards, deleted ones don't, separately for each consumer.</summary>
    public bool Stateful { get; init; }

    /// <summary>Whether a response that violates its own document becomes a 500 that lists the violations. Otherwise,
    /// <c>Gateway-Violations</c> lists them.</summary>
    public bool Errors { get; init; }

    /// <summary>The delay of responses, up to 1 h; the entry's <c>timeout</c> must be longer. Default: none.</summary>
    public DelayOptions? Delay { get; init; }

    /// <summary>The share of responses, 0 to 1, that are failures: a 5xx that the operation declares, otherwise 500 or 503.</summary>
    [Range(0.0, 1.0)]
    public double ErrorRate { get; init; }

    /// <summary>When the mock responds on a route with a cluster.</summary>
    public MockMode Mode { get; init; }

    /// <summary>The settings of single operations, by their id, or by method and path, such as <c>GET /pets/{id}</c>.</summary>
    public IReadOnlyDictionary<string, OperationOptions> Operations { get; init; } = new Dictionary<string, OperationOptions>();

    /// <summary>A file of exchanges that <c>record</c> has written. They take precedence over the document, and don't require
    /// <c>openapi</c>. A relative name is relative to the folder of the configuration file.</summary>
    public string? Fixtures { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => Openapi is not null
            ? Files()
            : Fixtures is not null ? Files().Concat(NeedDocument("for recorded exchanges without a document")) : FixedAnswer();

    private IEnumerable<OptionsError> FixedAnswer()
    {
        if (Body is { Length: > 0 } && Status is 204 or 205 or 304)
            yield return new OptionsError("body", $"can't be sent; a {Status} doesn't have a body");
        if (ContentType is not null && (ContentType.Length == 0 || !HeaderOptions.IsValue(ContentType)))
            yield return new OptionsError(
                "contentType", $"is {HeaderOptions.Quoted(ContentType)}; it must be a media type, such as application/json");
        if (Headers.Keys.Any(name => name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
            yield return new OptionsError("headers", "contains 'Content-Type'; set 'contentType' instead");
        foreach (var error in HeaderOptions.ValidateValues("headers", Headers))
            yield return error;

        foreach (var error in NeedDocument("for a fixed response"))
            yield return error;
    }

    private IEnumerable<OptionsError> NeedDocument(string where)
    {
        (string Name, bool IsSet)[] options =
        [
            ("dynamic", Dynamic), ("seed", Seed is not null), ("validateRequests", !ValidateRequests),
            ("referenceRoots", ReferenceRoots.Count > 0), ("errors", Errors), ("stateful", Stateful),
            ("errorRate", ErrorRate > 0), ("operations", Operations.Count > 0),
        ];
        return options
            .Where(option => option.IsSet)
            .Select(option => new OptionsError(option.Name, $"has no effect {where}; set 'openapi' too"));
    }

    private IEnumerable<OptionsError> Files()
    {
        if (Openapi is not null && string.IsNullOrWhiteSpace(Openapi))
            yield return new OptionsError("openapi", "is empty; it must be the name of a file");
        if (Fixtures is not null && string.IsNullOrWhiteSpace(Fixtures))
            yield return new OptionsError("fixtures", "is empty; it must be the name of a file");
        foreach (var error in OpenApiFiles.CheckRoots(ReferenceRoots))
            yield return error;

        (string Name, bool IsSet)[] others =
        [
            ("status", Status is not null),
            ("contentType", ContentType is not null), ("headers", Headers.Count > 0), ("body", Body is not null),
        ];
        foreach (var (name, _) in others.Where(option => option.IsSet))
            yield return new OptionsError(name,
                $"can't be combined with '{(Openapi is null ? "fixtures" : "openapi")}'; a mock returns a fixed response, or "
                    + "those of a file");
    }
}
