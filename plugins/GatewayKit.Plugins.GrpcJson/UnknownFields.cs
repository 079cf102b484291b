namespace GatewayKit.Plugins.GrpcJson;

/// <summary>The treatment of fields that a message doesn't have.</summary>
public enum UnknownFields
{
    /// <summary>The gateway rejects the request.</summary>
    Reject,

    /// <summary>The gateway ignores the fields.</summary>
    Ignore,
}
