namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>The handling of query parameters that the operation doesn't declare.</summary>
public enum UnknownParameterRule
{
    /// <summary>Ignore them.</summary>
    Ignore,

    /// <summary>Report them as violations.</summary>
    Reject,
}
