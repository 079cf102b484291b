namespace GatewayKit.OpenApi.Content.Styles;

/// <summary>The structure of a text.</summary>
internal enum TextKind
{
    Scalar,
    Array,
    Object,
}
