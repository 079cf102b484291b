namespace GatewayKit.OpenApi.Schemas;

/// <summary>Where an instance goes, which decides about properties that OpenAPI's <c>readOnly</c> and <c>writeOnly</c> mark.</summary>
public enum SchemaDirection
{
    /// <summary>Nowhere: <c>readOnly</c> and <c>writeOnly</c> say nothing.</summary>
    None,

    /// <summary>To the API: a property that is <c>readOnly</c> is not required.</summary>
    Request,

    /// <summary>From the API: a property that is <c>writeOnly</c> is not required.</summary>
    Response,
}
