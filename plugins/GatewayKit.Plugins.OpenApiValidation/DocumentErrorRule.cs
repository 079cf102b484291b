namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>The effect of errors in the OpenAPI document.</summary>
public enum DocumentErrorRule
{
    /// <summary>Reject the configuration.</summary>
    Reject,

    /// <summary>Report warnings; the parts with errors aren't validated.</summary>
    Report,
}
