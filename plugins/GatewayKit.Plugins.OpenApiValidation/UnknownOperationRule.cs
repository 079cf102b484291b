namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>The handling of requests that don't match an operation of the document.</summary>
public enum UnknownOperationRule
{
    /// <summary>Reject them: 404, or 405 if the path has other methods.</summary>
    Reject,

    /// <summary>Let requests for undocumented operations through without validation.</summary>
    Pass,
}
