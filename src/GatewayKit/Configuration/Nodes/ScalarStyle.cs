namespace GatewayKit.Configuration.Nodes;

/// <summary>How a scalar was written, for the few places where its text alone does not say what is meant.</summary>
internal enum ScalarStyle
{
    /// <summary>Without quotes, or a JSON number or boolean: an option without a type reads <c>42</c> as a number.</summary>
    Plain,

    /// <summary>In quotes, or substituted from the environment: always text.</summary>
    Text,

    /// <summary>A value of an <c>IConfiguration</c>, which knows text only and writes an empty list as empty text.</summary>
    Setting,

    /// <summary>In place of a variable that isn't set, where a check allows that: no rule can tell whether the value is valid.</summary>
    Unset,

    /// <summary>Already reported as wrong; whoever binds it stays silent.</summary>
    Broken,
}
