namespace GatewayKit.Configuration.Matching;

/// <summary>How a value is compared, always case-sensitively.</summary>
public enum ValueConditionKind
{
    /// <summary>The values are equal.</summary>
    Exact,

    /// <summary>A regular expression matches the whole value, in linear time.</summary>
    Regex,
}
