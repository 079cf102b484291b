namespace GatewayKit.Plugins.GraphQL;

/// <summary>The errors whose messages the client receives.</summary>
public enum ErrorDetail
{
    /// <summary>Errors that become a 4xx.</summary>
    ClientErrors,

    /// <summary>All errors.</summary>
    Always,

    /// <summary>No errors.</summary>
    Never,
}
