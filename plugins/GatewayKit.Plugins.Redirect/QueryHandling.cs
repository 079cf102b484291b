namespace GatewayKit.Plugins.Redirect;

/// <summary>The handling of the query of a redirected request.</summary>
public enum QueryHandling
{
    /// <summary>The location has the query of the request, after its own.</summary>
    Keep,

    /// <summary>The location doesn't have the query of the request.</summary>
    Drop,
}
