namespace GatewayKit.Plugins.JsonRpc;

/// <summary>The HTTP status of errors that the gateway answers with.</summary>
public enum ErrorStatus
{
    /// <summary>The status of the error, such as 403 or 429.</summary>
    Http,

    /// <summary>200 for every error object.</summary>
    Ok,
}
