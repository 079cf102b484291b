namespace GatewayKit.JsonSchema;

/// <summary>The direction of an instance, which affects properties that OpenAPI marks with <c>readOnly</c> and <c>writeOnly</c>.</summary>
public enum SchemaDirection
{
    /// <summary>No direction: <c>readOnly</c> and <c>writeOnly</c> are ignored.</summary>
    None,

    /// <summary>To the API: a <c>readOnly</c> property isn't required.</summary>
    Request,

    /// <summary>From the API: a <c>writeOnly</c> property isn't required.</summary>
    Response,
}
