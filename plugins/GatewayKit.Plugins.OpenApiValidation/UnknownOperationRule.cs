namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>What a request is whose path and method the document has no operation for.</summary>
public enum UnknownOperationRule
{
    /// <summary>A violation: 404, or 405 where the path has other methods.</summary>
    Reject,

    /// <summary>Let requests for undocumented operations through without validation.</summary>
    Pass,
}
