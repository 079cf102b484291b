using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>The options of <c>openapi-validation</c>.</summary>
public sealed record OpenApiValidationOptions : IValidatedOptions
{
    /// <summary>The OpenAPI document: a file in JSON or YAML. A relative name goes by the folder of the configuration file.</summary>
    [Required]
    public required string Openapi { get; init; }

    /// <summary>Further folders that references of the document may lead into, such as one with schemas that several APIs share, at most 16. Relative
    /// names go by the folder of the configuration file. References may always lead into the document's own folder; nothing is read from a
    /// network, and links that leave all the folders are not followed.</summary>
    [MaxLength(16)]
    public IReadOnlyList<string> ReferenceRoots { get; init; } = [];

    /// <summary>The effect of errors in the document, such as a broken schema or a reference that leads nowhere. By default the configuration is
    /// rejected; reported, the errors are warnings, and what they leave out isn't checked.</summary>
    public DocumentErrorRule DocumentErrors { get; init; }

    /// <summary>What happens with requests that violate it. Default: they are refused.</summary>
    public ValidationMode Requests { get; init; } = ValidationMode.Enforce;

    /// <summary>What happens with responses of the upstream that violate it. Default: they are reported.</summary>
    public ValidationMode Responses { get; init; } = ValidationMode.Report;

    /// <summary>The status of the answer to an invalid request, 400 to 499. Default: 422, as the mock's. An undeclared media type is a 415, an
    /// unknown operation a 404, an unknown method a 405, a body that is too long a 413.</summary>
    [Range(400, 499)]
    public int Status { get; init; } = 422;

    /// <summary>What parameters of the query are that the operation doesn't declare. Default: nothing.</summary>
    public UnknownParameterRule UnknownParameters { get; init; }

    /// <summary>What a request is that the document has no operation for. Default: a violation.</summary>
    public UnknownOperationRule UnknownOperations { get; init; }

    /// <summary>The longest body of a request, decoded as well, 1 B to 64 MB. Enforced, a longer one is a 413; reported, it is not checked. Default: 1 MB.</summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Megabytes(1);

    /// <summary>The longest body of a response, decoded as well, 1 B to 64 MB. Enforced, a longer one is a 502; reported, it is not checked. Default: 1 MB.</summary>
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

        if (Requests == ValidationMode.Off && Responses == ValidationMode.Off)
            yield return new OptionsError("", "check nothing; 'requests' or 'responses' must be enforce or report");
    }
}
