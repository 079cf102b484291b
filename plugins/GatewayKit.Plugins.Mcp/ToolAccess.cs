using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Mcp;

/// <summary>The groups and scopes that callers need for tools.</summary>
public sealed record ToolAccess
{
    /// <summary>The operations whose tools the rule applies to. Default: all.</summary>
    public OperationSelection? For { get; init; }

    /// <summary>The groups, of which the caller must be in at least one.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The scopes, all of which the caller's token must have: in the claims <c>scope</c> or <c>scp</c>.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Scopes { get; init; } = [];
}
