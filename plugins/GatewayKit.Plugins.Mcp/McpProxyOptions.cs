using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Mcp;

/// <summary>The options of <c>mcp-proxy</c>.</summary>
public sealed record McpProxyOptions : IValidatedOptions
{
    /// <summary>The tools that callers can use, at most 1,000 rules: a tool that any rule allows. Default: all.</summary>
    [MaxLength(1000)]
    public IReadOnlyList<AllowedTools> Allow { get; init; } = [];

    /// <summary>The tools that no caller can use, also if <c>allow</c> lists them, at most 1,000. A name can end with <c>*</c>,
    /// and its case doesn't matter.</summary>
    [MaxLength(1000)]
    public IReadOnlyList<string> Deny { get; init; } = [];

    /// <summary>The methods that clients can use, such as <c>tools/*</c>, at most 100; a name can end with <c>*</c>. The methods that
    /// every client needs are always allowed: <c>initialize</c>, <c>ping</c>, <c>server/discover</c> and notifications. Default: all.
    /// </summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>Whether messages without the headers <c>Mcp-Method</c> and <c>Mcp-Name</c> are rejected, also those of protocol versions
    /// that don't have them. Set it if routes are selected by these headers.</summary>
    public bool RequireHeaders { get; init; }

    /// <summary>The sessions of the upstream: each belongs to its caller.</summary>
    public McpSessionOptions Sessions { get; init; } = new();

    /// <summary>The values of <c>Origin</c> that requests may have, such as <c>https://chat.example.com</c>, at most 100. Requests of
    /// other pages are rejected with 403, which also prevents DNS rebinding; requests without <c>Origin</c> don't come from pages. By
    /// default, pages of this computer can call the gateway on this computer.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>The maximum size of a message of the client, 1 B to 16 MB: encoded and decoded. A larger one is rejected with
    /// 413.</summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Megabytes(1);

    /// <summary>The maximum size of a list of tools, 1 B to 16 MB. A larger one is replaced with a 502.</summary>
    public ByteSize MaxResponseSize { get; init; } = ByteSize.Megabytes(1);

    /// <summary>The maximum nesting of a message.</summary>
    [Range(8, 64)]
    public int MaxDepth { get; init; } = 64;

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var (option, size) in new[] { ("maxBodySize", MaxBodySize), ("maxResponseSize", MaxResponseSize) })
        {
            if (size < new ByteSize(1) || size > ByteSize.Megabytes(16))
                yield return new OptionsError(option, $"is {size}; it must be between 1B and 16MB");
        }

        var names = Allow.SelectMany((rule, index) => NamePattern.Check($"allow[{index}].tools", rule.Tools))
            .Concat(NamePattern.Check("deny", Deny)).Concat(NamePattern.Check("methods", Methods));
        foreach (var error in names.Concat(OriginRule.Check(Origins)))
            yield return error;
    }
}
