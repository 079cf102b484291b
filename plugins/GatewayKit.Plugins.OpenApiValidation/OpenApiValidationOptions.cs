using System.ComponentModel.DataAnnotations;
using GatewayKit.OpenApi.Http;

namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>The options of <c>openapi-validation</c>.</summary>
public sealed record OpenApiValidationOptions : IValidatedOptions
{
    /// <summary>The OpenAPI document: a JSON or YAML file. A relative name is relative to the folder of the configuration file.</summary>
    [Required]
    public required string Openapi { get; init; }

    /// <summary>Additional folders that references in the document may use, for example for schemas that several APIs share, at most 16.
    /// Relative names are relative to the folder of the configuration file. References may always use the document's own folder; the
    /// network is never accessed, and links out of all folders aren't followed.</summary>
    [MaxLength(16)]
    public IReadOnlyList<string> ReferenceRoots { get; init; } = [];

    /// <summary>The effect of errors in the document, such as an invalid schema or an unresolvable reference: reject the configuration, or
    /// report warnings and don't validate the parts with errors.</summary>
    public DocumentErrorRule DocumentErrors { get; init; }

    /// <summary>The handling of requests that violate the document.</summary>
    public ValidationMode Requests { get; init; } = ValidationMode.Enforce;

    /// <summary>The handling of upstream responses that violate the document.</summary>
    public ValidationMode Responses { get; init; } = ValidationMode.Report;

    /// <summary>The OpenAPI document of an earlier version, which the upstream's responses must not violate either, so that clients of that
    /// version still understand them. A relative name is relative to the folder of the configuration file. Default: none.</summary>
    [StringLength(4096, MinimumLength = 1)]
    public string? Previous { get; init; }

    /// <summary>The handling of upstream responses that violate <c>previous</c>.</summary>
    public ValidationMode PreviousResponses { get; init; } = ValidationMode.Report;

    /// <summary>The status of the response to an invalid request, 400 to 499. An undeclared media type is a 415, an unknown operation a
    /// 404, an unknown method a 405, a body that is too long a 413.</summary>
    [Range(400, 499)]
    public int Status { get; init; } = 422;

    /// <summary>The handling of query parameters that the operation doesn't declare.</summary>
    public UnknownParameterRule UnknownParameters { get; init; }

    /// <summary>The handling of requests that don't match an operation of the document.</summary>
    public UnknownOperationRule UnknownOperations { get; init; }

    /// <summary>The maximum length of a request body, both encoded and decoded, 1 B to 64 MB. A longer one is rejected with 413 if requests
    /// are enforced, and isn't validated if they are reported.</summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Megabytes(1);

    /// <summary>The maximum length of a response body, both encoded and decoded, 1 B to 64 MB. A longer one is replaced with a 502 if
    /// responses are enforced, and isn't validated if they are reported.</summary>
    public ByteSize MaxResponseSize { get; init; } = ByteSize.Megabytes(1);

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var (option, size) in new[] { ("maxBodySize", MaxBodySize), ("maxResponseSize", MaxResponseSize) })
        {
            if (size < new ByteSize(1) || size > ByteSize.Megabytes(64))
                yield return new OptionsError(option, $"is {size}; it must be between 1B and 64MB");
        }

        foreach (var error in OpenApiFiles.CheckRoots(ReferenceRoots))
            yield return error;

        if (Previous is null && PreviousResponses != ValidationMode.Report)
            yield return new OptionsError("previousResponses", "has no effect without 'previous'");
        else if (Previous is not null && PreviousResponses == ValidationMode.Off)
            yield return new OptionsError("previous", "has no effect; 'previousResponses' must be enforce or report");
        else if (Previous is null && Requests == ValidationMode.Off && Responses == ValidationMode.Off)
            yield return new OptionsError("", "have no effect; 'requests' or 'responses' must be enforce or report");
    }
}
