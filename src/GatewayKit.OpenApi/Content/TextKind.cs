namespace GatewayKit.OpenApi.Content;

/// <summary>The structure of a text.</summary>
internal enum TextKind
{
    Scalar,
    Array,
    Object,
}
