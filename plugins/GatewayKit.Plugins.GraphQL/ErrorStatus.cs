namespace GatewayKit.Plugins.GraphQL;

/// <summary>The HTTP status of errors that the gateway answers with.</summary>
public enum ErrorStatus
{
    /// <summary>The status of the error, such as 400 or 403.</summary>
    Http,

    /// <summary>200 for every GraphQL error, except to clients that accept <c>application/graphql-response+json</c>.</summary>
    Ok,
}
