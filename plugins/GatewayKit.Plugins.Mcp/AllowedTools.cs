using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Mcp;

/// <summary>Tools of an MCP server that callers can use.</summary>
public sealed record AllowedTools
{
    /// <summary>The names of the tools, at most 1,000; a name can end with <c>*</c>.</summary>
    [MinLength(1)]
    [MaxLength(1000)]
    public required IReadOnlyList<string> Tools { get; init; }

    /// <summary>The groups, of which the caller must be in at least one. Default: every caller can use the tools.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Groups { get; init; } = [];
}
