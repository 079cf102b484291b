namespace GatewayKit.OpenApi;

/// <summary>The part of a request that a parameter stands in.</summary>
public enum ParameterLocation
{
    /// <summary>In the path, in the place of a template expression.</summary>
    Path,

    /// <summary>In the query, by its name.</summary>
    Query,

    /// <summary>A header.</summary>
    Header,

    /// <summary>A cookie.</summary>
    Cookie,

    /// <summary>The query as a whole (OpenAPI 3.2, <c>in: querystring</c>).</summary>
    QueryString,
}
