namespace GatewayKit.Configuration.Matching;

/// <summary>How a path is compared, always case-sensitively.</summary>
public enum PathConditionKind
{
    /// <summary>The elements of the path begin with those of the value: <c>/a</c> matches <c>/a</c>, <c>/a/</c> and <c>/a/b</c>, but not
    /// <c>/ab</c>.</summary>
    Prefix,

    /// <summary>The whole path is equal.</summary>
    Exact,

    /// <summary>A regular expression matches the whole path, in linear time.</summary>
    Regex,
}
