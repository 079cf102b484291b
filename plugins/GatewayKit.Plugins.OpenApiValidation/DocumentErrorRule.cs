namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>The effect of errors in the OpenAPI document.</summary>
public enum DocumentErrorRule
{
    /// <summary>They reject the configuration.</summary>
    Reject,

    /// <summary>They are warnings; the parts with errors aren't validated.</summary>
    Report,
}
