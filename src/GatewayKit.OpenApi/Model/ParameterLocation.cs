namespace GatewayKit.OpenApi;

/// <summary>The part of a request that contains a parameter.</summary>
public enum ParameterLocation
{
    /// <summary>The path: the parameter replaces a template expression.</summary>
    Path,

    /// <summary>The query.</summary>
    Query,

    /// <summary>A header.</summary>
    Header,

    /// <summary>A cookie.</summary>
    Cookie,

    /// <summary>The whole query string (OpenAPI 3.2, <c>in: querystring</c>).</summary>
    QueryString,
}
