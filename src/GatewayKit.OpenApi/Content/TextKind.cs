namespace GatewayKit.OpenApi.Content;

/// <summary>What a text is taken apart into.</summary>
internal enum TextKind
{
    Scalar,
    Array,
    Object,
}
