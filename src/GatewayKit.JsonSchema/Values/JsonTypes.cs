namespace GatewayKit.JsonSchema.Values;

/// <summary>The types of JSON Schema; every integer is also a number.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    Array = 1,
    Boolean = 2,
    Integer = 4,
    Null = 8,
    Number = 16,
    Object = 32,
    String = 64,
}
