namespace GatewayKit.Configuration.Nodes;

/// <summary>The style of a scalar, for the few cases in which its text alone is ambiguous.</summary>
internal enum ScalarStyle
{
    /// <summary>A scalar without quotes, or a JSON number or boolean: an option without a type reads <c>42</c> as a number.</summary>
    Plain,

    /// <summary>A quoted scalar, or one substituted from the environment: always text.</summary>
    Text,

    /// <summary>A value of an <c>IConfiguration</c>, which has only text and represents an empty list as empty text.</summary>
    Setting,

    /// <summary>A placeholder for a variable that isn't set, where a check allows that.
    /// Rules can't tell whether the value is valid.</summary>
    Unset,

    /// <summary>A scalar whose error is already reported; the binder doesn't report it again.</summary>
    Broken,
}
