namespace GatewayKit.JsonSchema.Patterns;

/// <summary>The flags for reading a part of a pattern.</summary>
[Flags]
internal enum PatternFlags
{
    None = 0,
    IgnoreCase = 1,
    Multiline = 2,
    DotAll = 4,
    IgnoreSpace = 8,
}
