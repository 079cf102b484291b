using System.ComponentModel.DataAnnotations;
using GatewayKit.OpenApi.Http;

namespace GatewayKit.Plugins.Mcp;

/// <summary>The options of <c>mcp</c>.</summary>
public sealed record McpOptions : IValidatedOptions
{
    /// <summary>The OpenAPI document whose operations become tools: a JSON or YAML file. A relative name is relative to the folder of the
    /// configuration file.</summary>
    [Required]
    public required string Openapi { get; init; }

    /// <summary>Additional folders that references in the document may use, at most 16. Relative names are relative to the folder of the
    /// configuration file.</summary>
    [MaxLength(16)]
    public IReadOnlyList<string> ReferenceRoots { get; init; } = [];

    /// <summary>The path of the API on this gateway, such as <c>/shop</c>: a call of a tool is a request for this path and the path of its
    /// operation. The servers of the document aren't used.</summary>
    [StringLength(500)]
    public string BasePath { get; init; } = "";

    /// <summary>The operations that become tools. Default: all.</summary>
    public OperationSelection? Allow { get; init; }

    /// <summary>The operations that don't become tools, also if <c>allow</c> selects them. Default: none.</summary>
    public OperationSelection? Deny { get; init; }

    /// <summary>The groups and scopes that callers need for tools, at most 100 rules. A caller must meet every rule that selects the
    /// tool; the other tools aren't listed and can't be called.</summary>
    [MaxLength(100)]
    public IReadOnlyList<ToolAccess> Access { get; init; } = [];

    /// <summary>Whether a caller also needs the scopes that the document requires for an operation (<c>security</c>).</summary>
    public bool DocumentScopes { get; init; } = true;

    /// <summary>Whether tools have the schema of their result. A response that doesn't match it becomes an error.</summary>
    public bool OutputSchemas { get; init; } = true;

    /// <summary>The name of the server. Default: the title of the document.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>The instructions for the model, which the server sends to clients, at most 8,000 characters. Default: none.</summary>
    [StringLength(8000, MinimumLength = 1)]
    public string? Instructions { get; init; }

    /// <summary>The values of <c>Origin</c> that requests may have, such as <c>https://chat.example.com</c>, at most 100. Requests of
    /// other pages are rejected with 403, which also prevents DNS rebinding; requests without <c>Origin</c> don't come from pages. By
    /// default, pages of this computer can call the gateway on this computer.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Headers of the client that the requests of calls also have, at most 20. They always have the client's credentials:
    /// <c>Authorization</c>, <c>Cookie</c>, and headers with names such as <c>X-Api-Key</c>.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string> ForwardHeaders { get; init; } = [];

    /// <summary>The maximum number of tools. A document with more is rejected.</summary>
    [Range(1, 1000)]
    public int MaxTools { get; init; } = 100;

    /// <summary>The maximum size of a message, 1 B to 16 MB: encoded and decoded. A larger one is rejected with 413.</summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Megabytes(1);

    /// <summary>The maximum size of an API's response, 1 B to 16 MB. The result of a larger one is an error.</summary>
    public ByteSize MaxResponseSize { get; init; } = ByteSize.Megabytes(1);

    /// <summary>The maximum nesting of a message.</summary>
    [Range(8, 64)]
    public int MaxDepth { get; init; } = 64;

    /// <summary>The maximum duration of a call, 1 second to 10 minutes. It must be shorter than the entry's own <c>timeout</c>, which is
    /// 30 seconds unless it is set.</summary>
    [DurationRange("1s", "10m")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(25);

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var (option, size) in new[] { ("maxBodySize", MaxBodySize), ("maxResponseSize", MaxResponseSize) })
        {
            if (size < new ByteSize(1) || size > ByteSize.Megabytes(16))
                yield return new OptionsError(option, $"is {size}; it must be between 1B and 16MB");
        }

        if (BasePath.Length > 0 && (BasePath[0] != '/' || BasePath[^1] == '/' || BasePath.AsSpan().ContainsAny("?#{} ")))
            yield return new OptionsError("basePath", $"is '{BasePath}'; it must be a path such as /shop, without a slash at its end");
        foreach (var error in OpenApiFiles.CheckRoots(ReferenceRoots).Concat(OriginRule.Check(Origins))
            .Concat(HeaderOptions.ValidateNames("forwardHeaders", ForwardHeaders)))
            yield return error;
        for (var i = 0; i < Access.Count; i++)
        {
            if (Access[i].Groups.Count == 0 && Access[i].Scopes.Count == 0)
                yield return new OptionsError($"access[{i}]", "requires nothing; set 'groups' or 'scopes'");
        }
    }
}
