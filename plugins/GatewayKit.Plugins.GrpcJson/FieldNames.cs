namespace GatewayKit.Plugins.GrpcJson;

/// <summary>The names of fields in JSON.</summary>
public enum FieldNames
{
    /// <summary>The names of the JSON mapping, in camel case unless the definition has another one.</summary>
    Json,

    /// <summary>The names of the definition.</summary>
    Proto,
}
