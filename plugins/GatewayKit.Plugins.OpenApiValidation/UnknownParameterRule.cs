namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>What a parameter of the query is that the operation doesn't declare.</summary>
public enum UnknownParameterRule
{
    /// <summary>Nothing.</summary>
    Ignore,

    /// <summary>A violation.</summary>
    Reject,
}
