namespace GatewayKit.Kubernetes.TestServer.Schemas;

/// <summary>The type of a value.</summary>
internal enum SchemaType
{
    Any,
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,
    IntegerOrString,
}
