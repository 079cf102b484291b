namespace GatewayKit.OpenApi.Schemas.Patterns;

/// <summary>How a part of a pattern is read.</summary>
[Flags]
internal enum PatternFlags
{
    None = 0,
    IgnoreCase = 1,
    Multiline = 2,
    DotAll = 4,
    IgnoreSpace = 8,
}
