namespace GatewayKit.Configuration.Matching;

/// <summary>The condition of a path.</summary>
/// <param name="Kind">How the path is compared.</param>
/// <param name="Value">The path, beginning with <c>/</c>, up to 1,024 characters, or the regular expression.</param>
public sealed record PathCondition(PathConditionKind Kind, string Value)
{
    /// <summary>Every path.</summary>
    public static readonly PathCondition Any = new(PathConditionKind.Prefix, "/");
}
