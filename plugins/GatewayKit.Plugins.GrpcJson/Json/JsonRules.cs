namespace GatewayKit.Plugins.GrpcJson.Json;

/// <summary>The choices for converted messages.</summary>
internal sealed record JsonRules
{
    /// <summary>Whether unknown members of JSON are ignored instead of rejected.</summary>
    public bool IgnoresUnknown { get; init; }

    /// <summary>Whether the names in JSON are those of the definition.</summary>
    public bool KeepsNames { get; init; }

    /// <summary>Whether values of enumerations are numbers.</summary>
    public bool WritesNumbers { get; init; }

    /// <summary>Whether fields without a value are written with their default.</summary>
    public bool WritesDefaults { get; init; }

    /// <summary>The maximum nesting.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>The maximum length of a message, as JSON and on the wire, in bytes.</summary>
    public int MaxLength { get; init; } = 1024 * 1024;
}
