using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.FindReplace;

/// <summary>A replacement.</summary>
public sealed record ReplacementRule
{
    /// <summary>The text to find, literally.</summary>
    [Length(1, 1000)]
    public required string Find { get; init; }

    /// <summary>The text that replaces it; empty to remove it.</summary>
    [MaxLength(10_000)]
    public required string Replace { get; init; }

    /// <summary>Whether ASCII letters match in any case.</summary>
    public bool IgnoreCase { get; init; }
}
