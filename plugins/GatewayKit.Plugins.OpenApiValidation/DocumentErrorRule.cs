namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>The effect of errors in the OpenAPI document.</summary>
public enum DocumentErrorRule
{
    /// <summary>They reject the configuration.</summary>
    Reject,

    /// <summary>They are warnings; what can't be read of the document isn't checked.</summary>
    Report,
}
