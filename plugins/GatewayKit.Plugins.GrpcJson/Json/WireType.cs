namespace GatewayKit.Plugins.GrpcJson.Json;

/// <summary>The type of a field's value in the wire format of Protocol Buffers.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Length = 2,
    StartGroup = 3,
    EndGroup = 4,
    Fixed32 = 5,
}
