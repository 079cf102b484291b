namespace GatewayKit.OpenApi;

/// <summary>A version of the OpenAPI Specification. Later versions have greater values.</summary>
public enum OpenApiVersion
{
    /// <summary>Swagger 2.0.</summary>
    Swagger20,

    /// <summary>OpenAPI 3.0.x.</summary>
    OpenApi30,

    /// <summary>OpenAPI 3.1.x.</summary>
    OpenApi31,

    /// <summary>OpenAPI 3.2.x, read as 3.1. Its new features are kept or ignored.</summary>
    OpenApi32,
}
